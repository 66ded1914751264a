import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `validate assert`: a validator's or operator's verdict on one assertion.
struct ValidateAssert: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "validate assert", "Give a verdict on an assertion: its validator's, or an operator's.",
    operands: [Operand("ID", "the assertion: VAL-AUTH-001")],
    flags: [
      .run, Flag("status", nil, .value("STATUS"), "passing, failing or blocked"),
      Flag("evidence", nil, .value("TEXT"), "what was seen"),
      Flag("task", nil, .value("ID"), "the validation task (the open one)"),
    ] + ReporterArguments.flags,
    examples: ["signalbox validate assert VAL-AUTH-001 --status passing --evidence \"seen\""])

  private let id: AssertionID
  private let word: AssertionVerdict.Word
  private let evidence: String
  private let run: String?
  private let task: String?
  private let reporter: ReporterArguments

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    id = try AssertionID(required: arguments.operand(0))
    run = arguments["run"]
    task = arguments["task"]
    reporter = ReporterArguments(arguments)
    guard let text = arguments["status"], let word = AssertionVerdict.Word(rawValue: text.lowercased()),
      [.passing, .failing, .blocked].contains(word)
    else {
      throw CommandFailure(.usage, "a verdict needs a status", hint: "say --status passing, failing or blocked")
    }
    self.word = word
    guard let evidence = arguments["evidence"], evidence.contains(where: { !$0.isWhitespace }) else {
      throw CommandFailure(.usage, "a verdict needs its evidence", hint: "say --evidence \"what was seen\"")
    }
    self.evidence = evidence
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let mission = try await mission(town)
    return try await town.change(
      mission.id,
      .state(
        mission: mission.id, statement: .verdict(id, word, evidence: evidence),
        by: try await town.validator(of: mission, task: task, reporter)), headline: "🔎 \(id) is \(word.rawValue)")
  }

  /// The mission of the task named, else the planned one.
  private func mission(_ town: Town) async throws -> Mission {
    if let task, run == nil { return try await town.view.mission(town.task(task).missionID.text).mission }
    return try await town.plannedMission(run).mission
  }
}

extension AssertionID {
  /// The name that an operand is. It has no short form.
  init(required text: String) throws(CommandFailure) {
    guard let id = AssertionID(text) else {
      throw CommandFailure(
        .notFound, "\(text.quotedForPeople) is in no contract", hint: "'signalbox validate coverage' lists the contract"
      )
    }
    self = id
  }
}

extension Town {
  /// Who gives a verdict: an agent where `SIGNALBOX_AGENT` or a claim says so, else the operator.
  func validator(of mission: Mission, task: String?, _ arguments: ReporterArguments) async throws -> Reporter {
    let isAgent = surroundings.environment["SIGNALBOX_AGENT"].map { !$0.isEmpty } ?? false
    let hasClaim = arguments.claim != nil || surroundings.environment["SIGNALBOX_CLAIM"].map { !$0.isEmpty } ?? false
    guard isAgent || hasClaim, !arguments.isOperator else {
      try requireOperator(for: "gives a verdict without a claim", hint: "give it with the claim of the validation")
      return .conductor(Self.operatorName)
    }
    let named: Identifier<WorkTask>? = if let task { try await self.task(task).id } else { nil }
    let open = mission.tasks.values.filter { $0.isValidation && $0.lease != nil }.map(\.id).sorted()
    // Among several open validations the one whose claim is kept here is its holder's.
    let kept = open.first { KeptClaims(configuration, surroundings).claim(of: $0) != nil }
    guard let id = named ?? kept ?? open.first else {
      guard let name = surroundings.environment["SIGNALBOX_AGENT"], !name.isEmpty else { return .unnamed }
      return .agent(try await view.agent(name).id)
    }
    return try await reporter(on: id, arguments)
  }
}
