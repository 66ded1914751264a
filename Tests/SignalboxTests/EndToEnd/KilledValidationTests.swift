import GitHubSandbox
import Glibc
import MissionStore
import Redis
import TestSupport
import Testing

/// A milestone's validation survives the end of the service at any of its steps.
@Suite(.serialized, .timeLimit(.minutes(10))) struct KilledValidationTests {
  /// How far a verdict has come when the service is killed.
  private enum Moment: CaseIterable {
    /// It is stored, and nobody has looked at it.
    case stored
    /// The service has begun to handle it.
    case inHand
    /// It is answered; what follows from it may be under way.
    case answered
  }

  private static let contract = """
    - **VAL-ONE-1**: Login returns a token
    - **VAL-ONE-2**: Tokens are rotated
    - **VAL-ONE-3**: Old tokens are refused
    - **VAL-TWO-1**: The form shows errors
    """

  @Test(
    "a service that is killed while a milestone is validated loses no verdict, counts none twice and mends each once",
    arguments: [1, 2, 3] as [UInt64])
  func killed(seed: UInt64) async throws {
    try await World.run { world in
      var chance = SeededChance(seed)
      let id = try await Self.plan(in: world)
      for _ in 1...2 { try await Self.finish("ben", world) }

      _ = try await world.take("val")
      let first = [("VAL-ONE-1", "passing"), ("VAL-ONE-2", "failing"), ("VAL-ONE-3", "passing")]
      try await Self.judge(first, killingAt: chance.below(first.count), chance.moment(), id, world)
      try await Self.finish("ben", world)
      _ = try await world.take("val")
      try await Self.judge([("VAL-ONE-2", "passing")], killingAt: 0, chance.moment(), id, world)

      try await Self.finish("ben", world)
      _ = try await world.take("val")
      try await Self.judge([("VAL-TWO-1", "passing")], killingAt: 0, chance.moment(), id, world)
      let end = try await world.mission(id, until: "completed") { $0["mission"]["state"] == "completed" }

      let said = end["assertions"].elements.map { assertion in
        assertion["history"].elements.compactMap { $0["status"].stringValue }.filter {
          $0 == "passing" || $0 == "failing"
        }
      }
      #expect(said == [["passing"], ["failing", "passing"], ["passing"], ["passing"]])
      let titles = end["work_items"].elements.compactMap { $0["title"].stringValue }
      #expect(titles.count { $0.hasPrefix("Fix: ") } == 1 && titles.count == 4)
      let validations = end["tasks"].elements.filter { $0["kind"] == "validate" }
      #expect(validations.map { $0["state"].stringValue } == ["completed", "completed", "completed"])
      #expect(end["milestones"].elements.map { $0["status"].stringValue } == ["done", "done"])
      #expect(try await world.tell("metrics", "history")["missions"].elements.count == 1)
      try await world.settle()
      let told = try await world.tell("inbox", "conductor")["messages"].elements
      #expect(told.count { $0["type"] == "informational" } == 1, "\(told)")
    }
  }

  private static func plan(in world: World) async throws -> String {
    try world.folder.write(contract, to: ".tasks/validation-contract.md")
    let set = try await world.tell("mission", "set", "Build auth")
    for title in ["One", "Two"] { try await world.tell("milestone", "create", title) }
    try await world.tell("task", "create", "Tokens", "--milestone", "M1", "--fulfills", "VAL-ONE-1,VAL-ONE-2")
    try await world.tell("task", "create", "Refusals", "--milestone", "M1", "--fulfills", "VAL-ONE-3")
    try await world.tell("task", "create", "Form", "--milestone", "M2", "--fulfills", "VAL-TWO-1")
    try await world.tell("mission", "plan-complete")
    try await world.tell("agent", "register", "ben", "--role", "backend")
    try await world.tell("agent", "register", "val", "--role", "validator")
    return try #require(set["mission"]["id"].stringValue)
  }

  private static func finish(_ agent: String, _ world: World) async throws {
    let task = try await world.take(agent)
    try await world.tell("task", "done", task.id, "--result", "made", "--proof", "tests pass")
  }

  /// Gives the verdicts in order; the service is killed during one of them, and what was not stored then is said again.
  private static func judge(
    _ verdicts: [(id: String, status: String)], killingAt fatal: Int, _ moment: Moment, _ mission: String,
    _ world: World
  ) async throws {
    for (index, verdict) in verdicts.enumerated() {
      if index == fatal {
        let before = try await said(verdict.id, mission, world)
        try await kill(world, at: moment, of: verdict)
        try await world.settle()
        // Whoever got no answer looks, and says again only what nobody has heard.
        if try await said(verdict.id, mission, world) > before { continue }
      }
      let outcome = try await assert(verdict, world)
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
  }

  private static func kill(_ world: World, at moment: Moment, of verdict: (id: String, status: String)) async throws {
    let program = world.service.program
    let port = world.service.webhooks
    switch moment {
    case .stored, .inHand:
      freeze(program.pid)
      async let outcome = assert(verdict, world)
      try await eventually("the verdict to be stored") {
        try await world.command("XLEN", "sb:default:signals").integer ?? 0 > 0
      }
      if moment == .inHand { program.signal(SIGCONT) }
      program.signal(SIGKILL)
      _ = try await program.wait()
      try await world.serve(port: port)
      try await world.endLeaseOfTheDead()
      // Answered or not: the command may have lost its Redis with the service.
      _ = try await outcome
    case .answered:
      _ = try await assert(verdict, world)
      program.signal(SIGKILL)
      _ = try await program.wait()
      try await world.serve(port: port)
      try await world.endLeaseOfTheDead()
    }
  }

  private static func assert(_ verdict: (id: String, status: String), _ world: World) async throws -> CommandOutcome {
    try await world.run(
      ["validate", "assert", verdict.id, "--status", verdict.status, "--evidence", "seen \(verdict.status)"],
      settings: ["SIGNALBOX_AGENT": "val"])
  }

  /// How much has been said about an assertion.
  private static func said(_ id: String, _ mission: String, _ world: World) async throws -> Int {
    let assertions = try await world.mission(mission)["assertions"].elements
    return assertions.first { $0["id"].stringValue == id }?["history"].elements.count ?? 0
  }

  /// Chance that is the same for the same seed.
  private struct SeededChance {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }

    mutating func moment() -> Moment { Moment.allCases[below(Moment.allCases.count)] }
  }
}
