import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `inbox`: a mailbox as it stands, without taking anything out of it.
struct Inbox: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "inbox", "Show a mailbox without taking anything.",
    operands: [Operand("NAME", "an agent's name or identity, or conductor")], flags: ListFilter.flags([]),
    examples: ["signalbox inbox backend", "signalbox inbox conductor --limit 5"])

  private let name: String
  private let filter: ListFilter

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    name = arguments.operand(0)
    filter = try ListFilter(arguments)
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let whole = try await town.view.inbox(name)
    let inbox = InboxDocument(agent: whole.agent, messages: Array(whole.messages.prefix(filter.limit)))
    try session.console.answer(
      inbox, orSay: lines(inbox.messages).map { $0.cut(columns: session.surroundings.columns) })
    return .success
  }

  private func lines(_ messages: [JSONValue]) -> [String] {
    let rows = messages.map { message in
      [
        message["type"]?.printable(limit: 30) ?? "unreadable", message["created_at"]?.printable(limit: 40) ?? "",
        preview(of: message).printable(limit: 200).cut(columns: 100),
      ]
    }
    return ["📬 Inbox for '\(name.printable(limit: 64))': \("message".counted(messages.count))"]
      + Columns.lines(rows)
  }

  private func preview(of message: JSONValue) -> String {
    ["task_id", "question", "description", "summary", "result", "error"].lazy.compactMap { message[$0] }.first ?? ""
  }
}
