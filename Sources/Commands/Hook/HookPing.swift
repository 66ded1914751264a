import Client
import CommandLine
import GitHub

/// `hook ping`: lets GitHub ping us, and says how that went.
struct HookPing: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "hook ping", "Let GitHub ping the hook, and say what came of it.", operands: [HookInventory.operand],
    flags: HookInventory.flags, examples: ["signalbox hook ping acme/shop"], isService: true)

  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(CommandFailure) { self.arguments = arguments }

  var deadline: Duration? { .seconds(60) }

  func run(in session: Session) async throws -> ExitCode {
    let inventory = try HookInventory(session, arguments)
    defer { inventory.close() }
    let hook = try await inventory.hook()
    guard let ping = try await inventory.ping(hook.reference) else {
      throw CommandFailure(
        .unconfirmed, "GitHub's log shows no ping yet", hint: "look again with 'signalbox hook status'")
    }
    let remedy = ping.wasAcknowledged ? nil : ping.remedy
    let verdict =
      ping.wasAcknowledged ? session.console.paint.good(ping.ending) : session.console.paint.bad(ping.ending)
    try session.console.answer(
      Document(hook: HookDocument(hook), ping: AttemptDocument(ping), remedy: remedy),
      orSay: ["🪝 Ping of \(inventory.place): \(verdict)"] + (remedy.map { ["   \($0)"] } ?? []))
    return ping.wasAcknowledged ? .success : .failure
  }

  private struct Document: Encodable {
    let hook: HookDocument
    let ping: AttemptDocument
    let remedy: String?
  }
}
