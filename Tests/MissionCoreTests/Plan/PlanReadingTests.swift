import MissionCore
import Testing

@Suite struct PlanReadingTests {
  @Test("The tutorial's three issues are a design, an implementation and a test, in a chain, without roles")
  func readsTutorial() throws {
    let items = try compile([
      facts("1", "Design auth API"), facts("2", "Implement auth endpoints", body: "Depends on #1"),
      facts("3", "Write auth tests", body: "After #2"),
    ])
    #expect(items.map(\.kind) == [.design, .implement, .test])
    #expect(items.map(\.ownerRole) == [nil, nil, nil])
    #expect(items.map(\.dependsOn) == [[], [issue(1)], [issue(2)]])
    #expect(items.map(\.priority) == [2, 2, 2])
    #expect(items.allSatisfy { $0.outsideDependencies.isEmpty })
  }

  @Test(
    "The title's whole words tell the kind, then the body's",
    arguments: [
      ("RFC: sessions", "", WorkKind.design), ("Proposal", "", .design), ("Add tests for login", "", .test),
      ("The spec", "", .test),
      ("Unit-test the parser", "", .test), ("Review the login", "", .review), ("Merge the train", "", .mergeGate),
      ("Fix login", "", .followUp),
      ("Follow-up on login", "", .followUp), ("Follow up on login", "", .followUp), ("Followup", "", .followUp),
      ("Login", "", .implement),
      ("Test the design", "", .design), ("Latest contest", "", .implement), ("Prefix suffixes", "", .implement),
      ("Redesign inspection", "", .implement),
      ("Emerged previews", "", .implement), ("test_api", "", .implement),
      ("Implement login", "With tests and a review.", .implement),
      ("Build login", "With tests.", .implement), ("auth: add login", "Tests pass.", .implement),
      ("Create login", "By the design.", .implement),
      ("Implement the review page", "", .implement), ("Implement tests", "", .test),
      ("Login", "Write the tests.", .test),
      ("Login", "Implement it, with tests.", .implement),
      ("Login", "`tests` and\n> a review\n\n<!-- design -->", .implement),
      ("Login", "Please review.", .review), ("", "", .implement), ("[RFC] Sessions", "", .design),
      ("**Test**", "", .test),
    ])
  func readsKind(title: String, body: String, expected: WorkKind) throws {
    #expect(try compile([facts("1", title, body: body)]).map(\.kind) == [expected])
  }

  @Test(
    "The title's whole words tell the role of what is built or followed up, and of nothing else",
    arguments: [
      ("Add login API", "backend"), ("Add backend", "backend"), ("Fix the server", "backend"),
      ("Add frontend for the API", "backend"),
      ("Add frontend", "frontend"), ("Polish UI/UX", "frontend"), ("Web: login", "frontend"),
      ("Deploy login", "devops"), ("DevOps", "devops"),
      ("Infrastructure", "devops"), ("Build the guide we require", nil), ("Raise capital, quickly", nil),
      ("Observers rapid webhook", nil),
      ("Design auth API", nil), ("Test the web server", nil), ("Review the backend", nil), ("Merge frontend", nil),
    ])
  func readsRole(title: String, expected: String?) throws {
    #expect(try compile([facts("1", title, body: "backend frontend devops")]).map(\.ownerRole) == [expected])
  }

  @Test(
    "Labels tell kind, role and priority, whatever their order",
    arguments: [
      (["kind:test"], WorkKind.test, nil, 2), (["Kind: Merge_Gate"], .mergeGate, nil, 2),
      (["kind:merge-gate"], .mergeGate, nil, 2),
      (["kind:mergegate"], .mergeGate, nil, 2), (["kind:follow-up"], .followUp, nil, 2),
      (["kind:followup"], .followUp, nil, 2),
      (["kind:bug", "kinds:test", "kind:"], .design, nil, 2), (["role:Backend "], .design, "backend", 2),
      (["role:"], .design, nil, 2),
      (["priority:1"], .design, nil, 1), (["priority:0"], .design, nil, 0), (["priority:high"], .design, nil, 2),
      (["priority:-1"], .design, nil, 2),
      (["priority:99999999999999999999"], .design, nil, 2), (["priority:"], .design, nil, 2),
      (["kind:test", "priority:3", "role:b", "kind:implement", "priority:1", "role:a"], .implement, "a", 1),
    ] as [([String], WorkKind, String?, Int)])
  func readsLabels(labels: [String], kind: WorkKind, role: String?, priority: Int) throws {
    for labels in [labels, labels.reversed()] {
      let item = try compile([facts("1", "Design", labels: labels)])[0]
      #expect(item.kind == kind)
      #expect(item.ownerRole == role)
      #expect(item.priority == priority)
    }
  }

  @Test("The manifest's word stands over labels, body and links")
  func prefersManifest() throws {
    let override = Manifest.Override(
      issue: references("ACME/Shop#2")[0], kind: .review, dependsOn: references("8 8 acme/SHOP#3"), ownerRole: "Ops",
      priority: -5, milestone: "M1")
    let labelled = facts(
      "2", "Add API", body: "After #1", labels: ["kind:test", "role:x", "priority:1"], blockedBy: "1")
    let items = try compile([facts("1"), labelled, facts("3")], manifest: Manifest(overrides: [override]))
    let item = items[2]
    #expect(items.map(\.objective) == [issue(1), issue(3), issue(2)])
    #expect(item.kind == .review)
    #expect(item.ownerRole == "ops")
    #expect(item.priority == -5)
    #expect(item.milestone == "M1")
    #expect(item.dependsOn == [issue(3)])
    #expect(item.outsideDependencies == references("8"))
    #expect(items[0].milestone == nil)
  }

  @Test("An override that names one thing leaves the rest to the issue")
  func overridesOnlyWhatItNames() throws {
    let override = Manifest.Override(issue: references("2")[0], priority: 9)
    let item = try compile([facts("2", "Fix API", body: "After #1")], manifest: Manifest(overrides: [override]))[0]
    #expect(item.kind == .followUp)
    #expect(item.ownerRole == "backend")
    #expect(item.priority == 9)
    #expect(item.outsideDependencies == references("1"))
  }

  @Test("An empty list in the manifest takes all dependencies away")
  func overridesWithNothing() throws {
    let override = Manifest.Override(issue: references("2")[0], dependsOn: [])
    let item = try compile([facts("2", body: "After #1", blockedBy: "3")], manifest: Manifest(overrides: [override]))[0]
    #expect(item.outsideDependencies == [])
  }
}
