import CommandLine
import GitHubSandbox
import Glibc
import HTTP
import ProcessSignals

/// Runs a sandbox until it is told to end.
@main
struct Main {
  static func main() async {
    do {
      let words = Array(Swift.CommandLine.arguments.dropFirst())
      switch try ArgumentReader.read(words, against: Arguments.manual) {
      case .run(_, let arguments): await run(try Arguments.configuration(arguments))
      case .help, .version:
        say(HelpText.lines(for: [], in: Arguments.manual).joined(separator: "\n"), to: STDOUT_FILENO)
      }
    } catch {
      say("github-sandbox: \(error.what)" + (error.hint.isEmpty ? "" : " (\(error.hint))"), to: STDERR_FILENO)
      exit(error.code.rawValue)
    }
  }

  /// Unbuffered: `print` would hold the line back where standard output is a pipe.
  private static func say(_ line: String, to descriptor: Int32) { writeAll(Array((line + "\n").utf8), to: descriptor) }

  private static func run(_ configuration: SandboxConfiguration) async {
    // Before listening: a signal that comes as soon as the address is known must find somebody.
    let stopping = StopSignal()
    let sandbox: Sandbox
    do {
      sandbox = try Sandbox(configuration)
    } catch {
      say("github-sandbox: \(explain(error))", to: STDERR_FILENO)
      exit(69)
    }
    say("github-sandbox: listening on \(sandbox.url)", to: STDOUT_FILENO)
    await stopping.wait()
    await sandbox.stop()
  }

  private static func explain(_ error: ServerError) -> String {
    switch error {
    case .malformedAddress(let text): "\(text) is not an address (give one such as 127.0.0.1:9090)"
    case .addressInUse(let address): "\(address) is in use (choose another with --listen)"
    case .addressNotAvailable(let address):
      "\(address) is not an address of this machine (choose another with --listen)"
    case .cannotListen(let address, let errno):
      "cannot listen on \(address), error \(errno) (choose another with --listen)"
    case .cannotStart: "cannot start the server (too few threads or descriptors)"
    }
  }
}
