import Client
import CommandLine
import MissionCore
import MissionStore

/// `validate waive`: an operator lets an assertion pass unchecked.
struct ValidateWaive: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "validate waive", "Let an assertion pass unchecked; the operator's word, with its reason.",
    operands: [Operand("ID", "the assertion: VAL-AUTH-001")],
    flags: [.run, Flag("reason", nil, .value("TEXT"), "why")],
    examples: ["signalbox validate waive VAL-PERF-002 --reason \"measured in the next release\""])

  private let id: AssertionID
  private let reason: String
  private let run: String?

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    id = try AssertionID(required: arguments.operand(0))
    reason = try Self.reason(arguments)
    run = arguments["run"]
  }

  func run(in session: Session) async throws -> ExitCode {
    try await session.town().state(.waive(id, reason: reason), run, headline: "🟡 \(id) is waived")
  }

  /// A reason must be given: it is all that later tells why.
  static func reason(_ arguments: ParsedArguments) throws(CommandFailure) -> String {
    guard let reason = arguments["reason"], reason.contains(where: { !$0.isWhitespace }) else {
      throw CommandFailure(.usage, "the reason is missing", hint: "say --reason \"why\"")
    }
    return reason
  }
}

/// `validate reopen`: an operator wants an assertion checked again.
struct ValidateReopen: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "validate reopen", "Have an assertion checked again; the operator's word, with its reason.",
    operands: [Operand("ID", "the assertion: VAL-AUTH-001")],
    flags: [.run, Flag("reason", nil, .value("TEXT"), "why")],
    examples: ["signalbox validate reopen VAL-AUTH-003 --reason \"the test server is back\""])

  private let id: AssertionID
  private let reason: String
  private let run: String?

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    id = try AssertionID(required: arguments.operand(0))
    reason = try ValidateWaive.reason(arguments)
    run = arguments["run"]
  }

  func run(in session: Session) async throws -> ExitCode {
    try await session.town().state(.reopen(id, reason: reason), run, headline: "🔁 \(id) is to be checked again")
  }
}

extension Town {
  /// Says something about an assertion that only an operator may say.
  fileprivate func state(_ statement: Mission.Statement, _ run: String?, headline: String) async throws -> ExitCode {
    guard surroundings.environment["SIGNALBOX_AGENT"].map(\.isEmpty) ?? true else {
      throw CommandFailure(
        .notPermitted, "only an operator waives or reopens assertions",
        hint: "an agent says --status blocked with its evidence")
    }
    let mission = try await plannedMission(run).mission
    return try await change(
      mission.id, .state(mission: mission.id, statement: statement, by: .conductor(Self.operatorName)),
      headline: headline)
  }
}
