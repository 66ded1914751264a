import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `mission note`: an operator's word to a mission.
struct MissionNote: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "mission note", "Tell a mission something: resume, pause, redirect, skip, or a remark.",
    operands: [Operand("ID", "the mission"), Operand("TEXT", "the note")],
    examples: [
      "signalbox mission note 6f1c \"redirect #2 to backend wrong lane\"", "signalbox mission note 6f1c \"skip #3\"",
    ])

  /// What a note may hold.
  private static let longest = 4000

  private let mission: String
  private let text: String

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    mission = arguments.operand(0)
    text = arguments.operand(1)
    guard text.contains(where: { !$0.isWhitespace }), text.count <= Self.longest else {
      throw CommandFailure(
        .usage, "a note has 1 to \(Self.longest) characters", hint: "write what the mission should do")
    }
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    if case .skip = NoteDirective(text) {
      try town.requireOperator(for: "skips an item", hint: "'signalbox task fail' gives a task back with its reason")
    }
    let id = try await town.view.mission(mission).mission.id
    return try await town.change(
      id, .missionNote(mission: id, note: .random, sender: Town.operatorName, body: text),
      headline: "📝 Note to mission \(id)")
  }
}
