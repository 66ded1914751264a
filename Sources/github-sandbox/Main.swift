import GitHubSandbox
import Glibc
import HTTP
import ProcessSignals

/// Runs a sandbox until it is told to end.
@main
struct Main {
  static func main() async {
    switch Result(catching: { () throws(Arguments.Fault) in try Arguments.read(Array(CommandLine.arguments.dropFirst()))
    })
    {
    case .success(.help): Terminal.write(Help.text, to: STDOUT_FILENO)
    case .success(.run(let configuration)): await run(configuration)
    case .failure(let fault):
      Terminal.write("github-sandbox: \(fault.message) (see --help)\n", to: STDERR_FILENO)
      exit(64)
    }
  }

  private static func run(_ configuration: SandboxConfiguration) async {
    // Before listening: a signal that comes as soon as the address is known must find somebody.
    let stopping = StopSignal()
    let sandbox: Sandbox
    do {
      sandbox = try Sandbox(configuration)
    } catch {
      Terminal.write("github-sandbox: \(explain(error))\n", to: STDERR_FILENO)
      exit(69)
    }
    Terminal.write("github-sandbox: listening on \(sandbox.url)\n", to: STDOUT_FILENO)
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
