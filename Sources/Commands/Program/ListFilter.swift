import CommandLine
import MissionCore
import MissionStore
import Views

/// Which rows of a list are shown: what the flags `--limit`, `--mission`, `--state`, `--agent` and `--since` say.
struct ListFilter: Sendable {
  /// How many at most.
  let limit: Int
  /// Only those in this state; one of those the list knows.
  let state: String?
  private let arguments: ParsedArguments

  /// The flags of a list.
  ///
  /// - Parameters:
  ///   - names: which besides `--limit`.
  ///   - states: the states that its rows may be in.
  ///   - usual: how many rows are shown where nothing is said; nil shows all.
  static func flags(_ names: [String], states: [String] = [], usual: Int? = nil) -> [Flag] {
    let known = [
      Flag("mission", nil, .value("ID"), "only those of a mission"),
      Flag("state", nil, .value("STATE"), "only those that are \(states.joined(separator: ", "))"),
      Flag("agent", nil, .value("NAME"), "only those of an agent"),
      Flag("since", nil, .value("TIME"), "only those since then: 30m, 1h, 2d or a timestamp"),
    ]
    return [Flag("limit", nil, .value("N"), "how many at most (\(usual.map(String.init) ?? "all"))")]
      + known.filter { names.contains($0.name) }
  }

  init(_ arguments: ParsedArguments, states: [String] = [], usual: Int = .max) throws(CommandFailure) {
    self.arguments = arguments
    limit = try arguments.number("limit", in: 1...10_000) ?? usual
    state = arguments["state"]?.lowercased()
    if let state, !states.contains(state) {
      throw CommandFailure(
        .usage, "\(state.quotedForPeople) is no state here", hint: "write one of \(states.joined(separator: ", "))")
    }
  }

  /// Whether anything but the number of rows is chosen.
  var chooses: Bool { ["mission", "state", "agent", "since"].contains(where: arguments.has) }

  /// The mission that is meant; nil where none is named.
  func mission(in view: TownView) async throws -> Identifier<Mission>? {
    guard let text = arguments["mission"] else { return nil }
    return try await view.mission(text).mission.id
  }

  /// The agent that is meant; nil where none is named.
  func agent(in view: TownView) async throws -> Identifier<Agent>? {
    guard let text = arguments["agent"] else { return nil }
    return try await view.agent(text).id
  }

  /// The earliest time; nil where none is named.
  func since(at now: Timestamp) throws(CommandFailure) -> Timestamp? { try arguments.time("since", before: now) }
}
