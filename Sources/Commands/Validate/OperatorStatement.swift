import Client
import CommandLine
import MissionCore
import MissionStore

/// What an operator says about an assertion, and why: the words of `validate waive` and `validate reopen`.
struct OperatorStatement {
  static let operand = Operand("ID", "the assertion: VAL-AUTH-001")
  static let flags: [Flag] = [.run, Flag("reason", nil, .value("TEXT"), "why")]

  /// The assertion.
  let id: AssertionID
  private let reason: String
  private let run: String?

  /// A reason must be given: it is all that later tells why.
  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    id = try AssertionID(required: arguments.operand(0))
    guard let reason = arguments["reason"], reason.contains(where: { !$0.isWhitespace }) else {
      throw CommandFailure(.usage, "the reason is missing", hint: "say --reason \"why\"")
    }
    self.reason = reason
    run = arguments["run"]
  }

  /// Says it in the operator's name: no agent may.
  func state(
    in town: Town, headline: String, _ statement: (AssertionID, String) -> Mission.Statement
  ) async throws -> ExitCode {
    try town.requireOperator(
      for: "waives or reopens assertions", hint: "an agent says --status blocked with its evidence")
    let mission = try await town.plannedMission(run).mission
    return try await town.change(
      mission.id,
      .state(mission: mission.id, statement: statement(id, reason), by: .conductor(Town.operatorName)),
      headline: headline)
  }
}
