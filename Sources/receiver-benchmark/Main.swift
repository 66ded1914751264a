@main
struct Main {
  static func main() async {
    await BenchmarkCommand.run(Array(CommandLine.arguments.dropFirst()))
  }
}
