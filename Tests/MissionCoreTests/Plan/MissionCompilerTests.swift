import MissionCore
import TestSupport
import Testing

@Suite struct MissionCompilerTests {
  @Test("Markers and GitHub's links are united: each issue once, markers first")
  func unitesSources() throws {
    let items = try compile([
      facts("3", body: "After #2, acme/api#7", blockedBy: "acme/API#7 1 9"), facts("1"), facts("2"),
    ])
    #expect(items.map(\.objective) == [issue(1), issue(2), issue(3)])
    #expect(items[2].dependsOn == [issue(2), issue(1)])
    #expect(items[2].outsideDependencies == references("acme/api#7 9"))
  }

  @Test("The same number of another repository is another issue")
  func keepsRepositoriesApart() throws {
    let items = try compile([facts("acme/api#1", body: "After acme/shop#1"), facts("1", body: "After acme/web#1")])
    #expect(items.map(\.objective) == [issue(1), .issue(references("acme/api#1")[0])])
    #expect(items[0].outsideDependencies == references("acme/web#1"))
    #expect(items[1].dependsOn == [issue(1)])
  }

  @Test("Owner and name are compared without regard to case")
  func foldsCase() throws {
    let items = try compile([facts("1", body: "after ACME/Shop#2"), facts("2")])
    #expect(items.map(\.objective) == [issue(2), issue(1)])
    #expect(items[1].dependsOn == [issue(2)])
  }

  @Test("A bare number in an issue's body is of that issue's repository")
  func resolvesInOwnRepository() throws {
    let items = try compile([facts("1"), facts("acme/api#2", body: "After #1")])
    #expect(items[1].dependsOn == [])
    #expect(items[1].outsideDependencies == references("acme/api#1"))
  }

  @Test("An issue that GitHub answers for under a new name is known by both names")
  func followsRenames() throws {
    let items = try MissionCompiler.compile(
      objectives: [issue(2), issue(1), issue(3)],
      issues: [
        references("1")[0]: facts("acme/store#1"), references("2")[0]: facts("acme/store#2", body: "After #1"),
        references("3")[0]: facts("acme/store#3", body: "After acme/shop#1"),
      ])
    #expect(items.map(\.objective) == [issue(1), issue(2), issue(3)])
    #expect(items[1].dependsOn == [issue(1)])
    #expect(items[2].dependsOn == [issue(1)])
  }

  @Test("A document is a design of its path's name")
  func plansDocuments() throws {
    let path = Objective.document(path: "docs/tests.md")
    let items = try MissionCompiler.compile(objectives: [path, path], issues: [:], defaultPriority: 4)
    #expect(
      items == [
        PlannedItem(
          objective: path, title: "docs/tests.md", kind: .design, ownerRole: nil, priority: 4, milestone: nil,
          dependsOn: [], outsideDependencies: [])
      ])
  }

  @Test("An objective named twice counts once, also in other letter case")
  func countsOnce() throws {
    let items = try MissionCompiler.compile(
      objectives: [issue(1), .issue(references("ACME/shop#1")[0]), issue(1)], issues: [references("1")[0]: facts("1")])
    #expect(items.map(\.objective) == [issue(1)])
  }

  @Test("A skipped objective is left out, needs no facts, and holds nobody up")
  func skips() throws {
    let manifest = Manifest(overrides: [Manifest.Override(issue: references("acme/SHOP#1")[0], skip: true)])
    let items = try MissionCompiler.compile(
      objectives: [issue(1), issue(2)], issues: [references("2")[0]: facts("2", body: "After #1, #3")],
      manifest: manifest)
    #expect(items.map(\.objective) == [issue(2)])
    #expect(items[0].dependsOn == [])
    #expect(items[0].outsideDependencies == references("3"))
  }

  @Test("Of several overrides of one issue the first counts")
  func firstOverrideCounts() throws {
    let manifest = Manifest(overrides: [
      Manifest.Override(issue: references("1")[0], priority: 7),
      Manifest.Override(issue: references("1")[0], skip: true),
    ])
    #expect(try compile([facts("1")], manifest: manifest).map(\.priority) == [7])
  }

  @Test("Without objectives, or with all of them skipped, there is nothing to do")
  func faultsOnNothing() {
    let manifest = Manifest(overrides: [Manifest.Override(issue: references("1")[0], skip: true)])
    #expect(throws: PlanFault.nothingToDo) { try compile([]) }
    #expect(throws: PlanFault.nothingToDo) { try compile([facts("1")], manifest: manifest) }
  }

  @Test("All issues that are not known are named, in order, with what is known of the reason")
  func faultsOnUnknown() {
    #expect(
      throws: PlanFault.unknownIssues([
        "acme/shop#9: not found, or not visible to the token", "acme/shop#2: 410 deleted",
      ])
    ) {
      try MissionCompiler.compile(
        objectives: [issue(9), issue(1), issue(2)], issues: [references("1")[0]: facts("1")],
        unavailable: [references("2")[0]: "410 deleted"])
    }
  }

  @Test("A pull request is no objective")
  func faultsOnPullRequest() {
    #expect(throws: PlanFault.notAnIssue(references("2")[0])) {
      try compile([facts("1"), facts("2", isPullRequest: true)])
    }
  }

  @Test("An issue that waits for itself is named, whichever way it says so")
  func faultsOnSelf() {
    let fault = PlanFault.selfDependency(references("1")[0])
    #expect(throws: fault) { try compile([facts("1", body: "After #1")]) }
    #expect(throws: fault) { try compile([facts("1", body: "After https://github.com/Acme/Shop/issues/1")]) }
    #expect(throws: fault) { try compile([facts("1", blockedBy: "1")]) }
    let manifest = Manifest(overrides: [Manifest.Override(issue: references("1")[0], dependsOn: references("1"))])
    #expect(throws: fault) { try compile([facts("1")], manifest: manifest) }
  }

  @Test("A cycle names its members and no others, each before what it waits for, the first objective first")
  func faultsOnCycle() {
    #expect(throws: PlanFault.cycle(references("2 4 3"))) {
      try compile([
        facts("1", body: "After #3"), facts("2", body: "After #9, #4"), facts("3", body: "After #2"),
        facts("4", body: "After #5 and #3"), facts("5"),
      ])
    }
    #expect(throws: PlanFault.cycle(references("2 1"))) {
      try compile([facts("2", body: "After #1"), facts("1", blockedBy: "2")])
    }
  }

  @Test("What may come next comes in the order of the objectives")
  func keepsOrder() throws {
    let items = try compile([
      facts("5"), facts("3", body: "After #1"), facts("4"), facts("1"), facts("2", body: "After #5"),
    ])
    #expect(items.map(\.objective) == [5, 4, 1, 3, 2].map(issue))
  }

  @Test("A chain or a ring of 10,000 issues is no deeper than any other")
  func compilesDeepChains() throws {
    let count = 10_000
    let chain = (1...count).map { facts("\($0)", body: $0 < count ? "After #\($0 + 1)" : "") }
    #expect(try compile(chain).map(\.objective) == (1...count).reversed().map(issue))
    let ring = chain.dropLast() + [facts("\(count)", body: "After #1")]
    #expect(throws: PlanFault.cycle((1...count).map { IssueReference(repository: shop, number: $0)! })) {
      try compile(Array(ring))
    }
  }

  @Test(
    "In random graphs no edge is lost, all come after what they wait for, and the plan is always the same",
    arguments: 1...40)
  func sortsRandomGraphs(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let count = Int.random(in: 2...40, using: &random)
    let ranks = Array(1...count).shuffled(using: &random)
    var edges: [Int: Set<Int>] = [:]
    for _ in 0..<Int.random(in: 0...(3 * count), using: &random) {
      let pair = (Int.random(in: 1...count, using: &random), Int.random(in: 1...count, using: &random))
      if ranks[pair.0 - 1] > ranks[pair.1 - 1] { edges[pair.0, default: []].insert(pair.1) }
    }
    let issues = Array(1...count).shuffled(using: &random).map { number in
      facts("\(number)", body: edges[number, default: []].sorted().map { "- after #\($0)" }.joined(separator: "\n"))
    }
    let items = try compile(issues)
    #expect(Set(items.map(\.objective)) == Set((1...count).map(issue)))
    var done: Set<Objective> = []
    for item in items {
      #expect(done.isSuperset(of: item.dependsOn))
      done.insert(item.objective)
      guard case .issue(let reference) = item.objective else { continue }
      #expect(item.dependsOn == edges[reference.number, default: []].sorted().map(issue))
    }
    #expect(try compile(issues) == items)
  }

  @Test(
    "Every fault says what is wrong and what to do, with the issues it is about",
    arguments: [
      (PlanFault.unknownIssues(["a/b#1: gone"]), "a/b#1: gone"),
      (.unknownIssues(["a/b#1: x", "a/b#2: y"]), "a/b#1: x; a/b#2: y"),
      (.selfDependency(references("1")[0]), "acme/shop#1"),
      (.cycle(references("1 2")), "acme/shop#1 → acme/shop#2 → acme/shop#1"),
      (.notAnIssue(references("3")[0]), "acme/shop#3"), (.nothingToDo, "no work"),
    ])
  func explains(fault: PlanFault, named: String) {
    #expect(fault.description.contains(named))
    #expect(fault.description.hasSuffix("."))
    #expect(fault.remedy.hasSuffix("."))
  }
}
