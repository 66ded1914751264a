import Client
import CommandLine
import MissionCore
import MissionStore

/// `validate coverage`: reads the contract again and says which task fulfils what.
struct ValidateCoverage: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "validate coverage", "Read the contract again and say which task fulfils which assertion.",
    flags: [.run, .contract], examples: ["signalbox validate coverage"])

  private let run: String?
  private let contract: String?

  /// `{"assertions":[…],"covered","total","unknown":[…]}`.
  private struct Document: Encodable {
    struct Entry: Encodable {
      let id: AssertionID
      let coveredBy: [String]
      private enum CodingKeys: String, CodingKey {
        case id
        case coveredBy = "covered_by"
      }
    }
    struct Stray: Encodable {
      let task: String
      let id: AssertionID
    }
    let assertions: [Entry]
    let covered: Int
    let total: Int
    let unknown: [Stray]
  }

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    run = arguments["run"]
    contract = arguments["contract"]
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    var mission = try await town.readableMission(run).mission
    // The contract of a mission of issues came with its manifest: only a file that is named takes its place.
    let isOfIssues = mission.header.objectives.contains { if case .issue = $0 { true } else { false } }
    let hasOwn = isOfIssues && mission.plan?.contract != nil
    let text = contract == nil && hasOwn ? nil : try town.contract(contract)
    if let text, !mission.isOver, mission.plan?.contract != text {
      mission = try await town.plan(mission.id.text, .readContract(text)).mission.mission
    }
    guard mission.plan?.contract != nil else {
      throw CommandFailure(
        .notFound, "there is no .tasks/validation-contract.md here",
        hint: "'signalbox init --template missions' makes one")
    }
    let coverage = mission.coverage
    try session.console.answer(
      Document(
        assertions: coverage.entries.map { .init(id: $0.id, coveredBy: $0.numbers.map(TaskDetails.name)) },
        covered: coverage.covered, total: coverage.entries.count,
        unknown: coverage.strays.map { .init(task: TaskDetails.name($0.number), id: $0.id) }), orSay: coverage.lines)
    return coverage.isComplete ? .success : .badData
  }
}
