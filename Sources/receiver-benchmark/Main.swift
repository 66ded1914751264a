@main
struct Main {
  static func main() async {
    await BenchmarkCommand.run(Array(Swift.CommandLine.arguments.dropFirst()))
  }
}
