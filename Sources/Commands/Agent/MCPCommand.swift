import Client
import CommandLine
import Glibc
import Synchronization
import System

/// `mcp`: lets a program use this town over the Model Context Protocol.
struct MCPCommand: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "mcp", "Serve what agents and leads need of the commands as tools, by MCP on standard input and output.",
    examples: ["signalbox mcp", "signalbox mcp --data ~/shop/.signalbox"])

  init(_ arguments: ParsedArguments) throws(CommandFailure) {}

  var deadline: Duration? { nil }

  func run(in session: Session) async throws -> ExitCode {
    // One answer at a time, each whole.
    let output = Mutex(())
    let server = MCPServer(
      program: WorkerStart.program, townWords: session.townWords, surroundings: session.surroundings
    ) { bytes in output.withLock { _ in _ = writeAll(bytes, to: STDOUT_FILENO) } }
    for await line in Self.lines { server.take(line) }
    await server.finish()
    return .success
  }

  /// The lines of standard input, read on a thread of their own. One that is too long is empty, and answered as no
  /// JSON.
  private static var lines: AsyncStream<[UInt8]> {
    AsyncStream { continuation in
      OwnedThread.start(name: "mcp") {
        var line: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
          let count = read(STDIN_FILENO, &buffer, buffer.count)
          if count < 0, errno == EINTR { continue }
          guard count > 0 else { break }
          var rest = buffer[..<count]
          while let end = rest.firstIndex(of: 0x0A) {
            line += rest[..<end]
            if line.contains(where: { $0 > 0x20 }) {
              continuation.yield(line.count > MCPServer.longestRequest ? [] : line)
            }
            line.removeAll(keepingCapacity: true)
            rest = rest[(end + 1)...]
          }
          if line.count <= MCPServer.longestRequest { line += rest }
        }
        continuation.finish()
      }
    }
  }
}
