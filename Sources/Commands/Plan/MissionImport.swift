import Client
import CommandLine
import FoundationEssentials
import MissionCore
import MissionStore
import Views

/// `mission import`: takes in a whole plan from a file.
struct MissionImport: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "mission import", "Take a whole plan from a file; a mission without a plan takes it, else a new one begins.",
    operands: [Operand("FILE", "what 'mission export' wrote")], flags: [.run, .contract],
    examples: ["signalbox mission import .tasks/tasks.json"])

  /// How many unknown keys are named.
  private static let mostKeys = 10

  private let path: String
  private let run: String?
  private let contract: String?

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    path = arguments.operand(0)
    run = arguments["run"]
    contract = arguments["contract"]
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    var file = try read(session)
    if let text = try town.contract(contract) { file.contract = text }
    // Known before a mission is begun for it.
    if let refusal = file.refusal(at: town.now) { throw CommandFailure(refusal) }
    let (message, stored) = try await town.plan(try await target(of: file, town), .adopt(file))
    try session.console.answer(
      try await town.view.document(of: stored),
      orSay: ["📥 \(message.prefix(1).uppercased())\(message.dropFirst())", "   ID: \(stored.mission.id)"])
    return .success
  }

  /// The mission named, else the one that is being planned, else a new one of the plan's title.
  private func target(of file: PlanFile, _ town: Town) async throws -> String? {
    do {
      return try await town.plannedMission(run).mission.id.text
    } catch let failure as CommandFailure where failure.code == .notFound && run == nil {
      let id = Identifier<Mission>.random
      _ = try await town.send(
        .missionSet(id: id, title: file.title, text: file.description, policy: Policy(), manifest: Manifest()))
      return id.text
    }
  }

  private func read(_ session: Session) throws -> PlanFile {
    switch session.surroundings.read(session.surroundings.absolute(path)) {
    case .failure(let fault):
      throw CommandFailure(
        fault == .missing ? .notFound : .badData, "\(path.printable(limit: 200)): \(fault.description)",
        hint: "check the path")
    case .success(let bytes):
      do {
        let text = String(decoding: bytes, as: UTF8.self)
        if let breakage = PlanFile.breakage(of: text) { throw noPlan(breakage) }
        let unknown = PlanFile.unknownKeys(in: text)
        guard unknown.isEmpty else { throw noPlan(Self.words(for: unknown)) }
        return try JSONDecoder().decode(PlanFile.self, from: Data(bytes))
      } catch let error as DecodingError {
        throw noPlan(Self.words(for: error))
      }
    }
  }

  private func noPlan(_ problem: String) -> CommandFailure {
    CommandFailure(
      .badData, "\(path.printable(limit: 200)) is no plan: \(problem.printable(limit: 2000))",
      hint: "'signalbox mission export' shows the form")
  }

  /// What somebody misspelt must not be left out in silence.
  private static func words(for unknown: [PlanFile.UnknownKey]) -> String {
    let clauses = unknown.prefix(mostKeys).map { key in
      let nearest = Spelling.nearest(to: key.key, in: key.known).map { "did you mean \($0)? " } ?? ""
      return "\(key.place.isEmpty ? "the file" : key.place) has no key \(key.key.quotedForPeople); \(nearest)"
        + "known are \(key.known.joined(separator: ", "))"
    }
    let more = unknown.count - clauses.count
    return (clauses + (more > 0 ? ["\(more) more"] : [])).joined(separator: "; ")
  }

  private static func words(for error: DecodingError) -> String {
    switch error {
    case .typeMismatch(let type, let context):
      let wanted = type == String.self ? "a text" : type == Int.self ? "a whole number" : "of that form"
      return "\(place(context.codingPath)) is not \(wanted)"
    case .valueNotFound(_, let context): return "\(place(context.codingPath)) says nothing"
    case .keyNotFound(let key, let context): return "\(place(context.codingPath)) has no \(key.stringValue)"
    case .dataCorrupted(let context): return "\(place(context.codingPath)): \(context.debugDescription)"
    @unknown default: return "it cannot be read"
    }
  }

  /// `tasks[3].task.title`, counted from 1.
  private static func place(_ path: [any CodingKey]) -> String {
    let place = path.reduce("") { place, key in
      if let index = key.intValue { return "\(place)[\(index + 1)]" }
      return place.isEmpty ? key.stringValue : "\(place).\(key.stringValue)"
    }
    return place.isEmpty ? "the file" : place
  }
}
