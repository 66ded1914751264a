import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `mission why`: for each item that does not move, the one reason.
struct MissionWhy: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "mission why", "Say why a mission's items stand where they stand.",
    operands: [Operand("ID", "the mission"), Operand("ITEM", "one item: its identity or its issue", isOptional: true)],
    examples: ["signalbox mission why 6f1c", "signalbox mission why 6f1c '#2'"])

  private let mission: String
  private let item: String?

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    mission = arguments.operand(0)
    item = arguments.optionalOperand(1)
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let mission = try await town.view.mission(mission).mission
    let chosen = try item.map { try town.view.item($0, of: mission).id }
    let document = try await town.view.reasons(of: mission, item: chosen)
    try session.console.answer(
      document,
      orSay: lines(mission, document, isWhole: chosen == nil, session.console.paint)
        .fitted(columns: session.surroundings.columns))
    return .success
  }

  private func lines(_ mission: Mission, _ document: ReasonsDocument, isWhole: Bool, _ paint: Paint) -> [String] {
    var lines: [String] = []
    if isWhole {
      lines.append(
        "\(Words.mark(mission.header.state)) Mission \(Names.short(mission.id)) is \(document.state): \(document.why.printable())"
      )
    }
    let moving = mission.items.values.filter { isWhole && ($0.isDone || $0.isInHand) }
    for item in document.items where !moving.contains(where: { $0.id == item.id }) {
      let mark = mission.items[item.id].map { Words.mark($0.state) } ?? ""
      lines += ["   \(mark) \(item.name)", "      └─ \(paint.waiting(item.why.printable()))"]
    }
    if !moving.isEmpty {
      let done = moving.filter(\.isDone).count
      lines.append("   \(paint.faint("\(moving.count - done) in hand, \(done) done"))")
    }
    return lines
  }
}
