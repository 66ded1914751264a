import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `send`: writes to an agent, or to the conductor.
struct SendCommand: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "send", "Write to an agent, or to the conductor.",
    operands: [Operand("TO", "an agent's name or identity, or conductor"), Operand("TEXT", "the message")],
    flags: [
      Flag("urgent", nil, .toggle, "put it before everything else"),
      Flag("info", nil, .toggle, "there is nothing to do about it"),
    ],
    examples: [
      "signalbox send backend \"Use the new signing key\" --urgent", "signalbox send conductor \"I am stuck\"",
    ])

  private let to: String
  private let text: String
  private let isUrgent: Bool
  private let isInformation: Bool

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    to = arguments.operand(0)
    text = arguments.operand(1)
    isUrgent = arguments.has("urgent")
    isInformation = arguments.has("info")
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw CommandFailure(.usage, "the message is empty", hint: "say what there is to say")
    }
    guard text.utf8.count <= Letter.longestText else {
      throw CommandFailure(.badData, "the message is longer than 64 KiB", hint: "name a file that holds it")
    }
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let isConductor = TownView.isConductor(to)
    let recipient = isConductor ? TownStore.conductor : try await town.view.agent(to).id
    let writer = town.planner == Town.operatorName ? TownStore.conductor : try await town.view.agent(town.planner).id
    let kind: Letter.Kind = isInformation ? .information : isConductor ? .question : .task
    let letter = Letter(to: recipient, from: writer, kind: kind, isUrgent: isUrgent, text: text)
    return try await town.change(
      nil, .send(letter), headline: "\(isUrgent ? "🚨 Sent URGENT" : "📤 Sent") to '\(to.printable(limit: 64))'")
  }
}
