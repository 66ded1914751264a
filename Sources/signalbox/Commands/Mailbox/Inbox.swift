import MissionCore
import MissionStore

/// `inbox`: a mailbox as it stands, without taking anything out of it.
struct Inbox: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "inbox", "Show a mailbox without taking anything.",
    operands: [Operand("NAME", "an agent's name or identity, or conductor")], examples: ["signalbox inbox backend"])

  private let name: String

  init(_ arguments: ParsedArguments) throws(CommandFailure) { name = arguments.operand(0) }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let isConductor = ["conductor", "supervisor", TownStore.conductor.text].contains(name.lowercased())
    let id = isConductor ? TownStore.conductor : try await town.agent(name).id
    let messages = try await town.store.inbox(agent: id).map { JSONValue(json: $0) }
    try session.console.answer(InboxDocument(agent: id, messages: messages), orSay: lines(messages))
    return .success
  }

  private func lines(_ messages: [JSONValue]) -> [String] {
    let rows = messages.map { message in
      [
        message["type"]?.printable(limit: 30) ?? "unreadable", message["created_at"]?.printable(limit: 40) ?? "",
        preview(of: message).printable(limit: 200).cut(columns: 100),
      ]
    }
    return ["📬 Inbox for '\(name.printable(limit: 64))': \(Words.count(messages.count, "message"))"]
      + Columns.lines(rows)
  }

  private func preview(of message: JSONValue) -> String {
    ["task_id", "question", "description", "summary", "result", "error"].lazy.compactMap { message[$0] }.first ?? ""
  }
}
