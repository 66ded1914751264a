import GitHub
import GitHubSandbox
import TestSupport
import Testing

/// Cases from the field: what issues' bodies say of what they wait for, read the whole way from GitHub to the terminal.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FieldCaseDependencyTests {
  /// A body, the issues it waits for, and whether a line of it is shown as one that was not read.
  private struct Row: Sendable {
    var body: String
    var waitsFor: [Int]
    var isShown = false

    init(_ body: String, _ waitsFor: Int..., isShown: Bool = false) {
      self.body = body
      self.waitsFor = waitsFor
      self.isShown = isShown
    }
  }

  private static let rows = [
    Row("**Blocked by:** #1 (why), #3 (why), #7", 1, 3, 7), Row("Depends on: #5 (x) and #6 (y)", 5, 6),
    Row("Depends on issue #3 and PR #4", 3, 4), Row("depends on issues #3, #4 and #5", 3, 4, 5),
    Row("Depends on both #3 and #4", 3, 4), Row("Depends on: all of #3, #4", 3, 4), Row("blocked by #3 + #4", 3, 4),
    Row("blocked by #3/#4", 3, 4), Row("blocked by #3; #4", 3, 4), Row("blocked by #3 and also #4", 3, 4),
    Row("Depends on:\n- Set up the database (#3)\n- Auth: #4", 3, 4),
    Row("Depends on **[M1] Add the table (#3)**.", 3),
    Row("Depends on <a href=\"https://github.com/acme/shop/issues/3\">the table</a>", 3),
    Row("Depends on:<br>#3<br>#4", 3, 4), Row("DEPENDS_ON #3", 3),
    Row("Depends on github.com/acme/shop/issues/3", 3), Row("Depends on：#3、#4", 3, 4),
    Row("Depends on https://github.com/acme/shop/pull/8", 8), Row("| Depends on | #3, #4 |", 3, 4),
    Row("Depends on\n----------\n- #3\n- #4", 3, 4), Row("~~Depends on #3~~"), Row("Depends on ~~#3~~, #4", 4),
    Row("Depends on #3-#5", 3, 4, 5), Row("Depends on #3 #4", 3, 4), Row("Blocked by: ✅ #3, ⏳ #4", 3, 4),
    Row("Depends on the following PRs being merged first:\n\n1. #3\n2. #4", 3, 4), Row("After #2.", 2),
    Row("After #2 is done, add the endpoint", 2), Row("Was blocked by #3", isShown: true),
    Row("Previously blocked by #3; that landed", isShown: true), Row("Not currently blocked by #3", isShown: true),
    Row("used to depend on #3", isShown: true), Row("doesn't strictly depend on #3", isShown: true),
    Row("Neither requires #3 nor #4", isShown: true), Row("Login is broken after #7 was merged", isShown: true),
    Row("The flake started after #7", isShown: true), Row("Reverted after #7 caused trouble", isShown: true),
    Row("Requires #3 or #4", isShown: true), Row("We don't think this depends on #3", isShown: true),
    Row("- Auth endpoint #6 (after #5)", isShown: true), Row("If #3 lands, depends on #4", isShown: true),
    Row("Our customers depend on #3", isShown: true), Row("Depends on #3, unless we drop it", isShown: true),
    Row("| Issue | Blocked by |\n|---|---|\n| this | #3 |\n| #5 | #6 |", 3, isShown: true),
    Row("- #5 Login, depends on #3", isShown: true), Row("`depends on #3`"), Row("<!-- Depends on #3 -->"),
  ]

  @Test("§1 every form is read as it is meant: shown with its line before the start and at it, and waited for")
  func rows() async throws {
    try await World.run { world in
      for number in 1...7 { try await world.openIssue("Part \(number)") }
      let pull = try await world.openPull("A colleague's change", branch: "change", by: "carol")
      try #require(pull.number == 8)
      var issues: [Int] = []
      for (place, row) in Self.rows.enumerated() {
        issues.append(try await world.openIssue("Row \(place)", "Some words.\n\n" + row.body))
      }
      try await world.register("designer")
      let manifest = try world.folder.write("[policy]\nsettle_secs = 0\n", to: "mission.toml")
      let words = ["mission", "start", "--manifest", manifest] + issues.flatMap { ["-i", "\($0)"] }
      let rehearsed = try await world.run(words + ["--dry-run", "--json"])
      try #require(rehearsed.code == 0, "\(rehearsed.errors)")
      var said: [String] = []
      for (place, row) in Self.rows.enumerated() {
        let item = try #require(
          rehearsed.json["items"].elements.first { $0["name"].stringValue?.hasSuffix(": Row \(place)") ?? false })
        let lines = item["reading"].elements.compactMap(\.stringValue)
        said += lines
        #expect(Self.waits(lines) == row.waitsFor, "\(row.body): \(lines)")
        #expect(lines.contains { $0.hasPrefix("not read as a dependency") } == row.isShown, "\(row.body): \(lines)")
        #expect(item["waits_for"].elements.count == row.waitsFor.count, "\(row.body): \(item["waits_for"].json)")
      }
      let started = try await world.run(words)
      try #require(started.code == 0, "\(started.errors)")
      let shown = started.output.split(separator: "\n").filter { $0.contains("└─") }
      #expect(shown.count == said.count, "\(started.output)")
      let missions = try await world.tell("mission", "list")
      let mission = try #require(missions["missions"][0]["id"].stringValue)
      let document = try await world.mission(mission, until: "every row planned") {
        $0["work_items"].elements.count == Self.rows.count
      }
      for item in document["work_items"].elements {
        guard let place = Self.rows.indices.first(where: { item["title"].stringValue == "Row \($0)" }) else {
          Issue.record("no row: \(item.json)")
          continue
        }
        let why = item["why"].stringValue ?? ""
        #expect(why.contains("dependency") == !Self.rows[place].waitsFor.isEmpty, "\(Self.rows[place].body): \(why)")
      }
    }
  }

  /// The numbers of the lines that say "waits for #3 (line 3)" or "waits for pull request #8 (line 3)".
  private static func waits(_ lines: [String]) -> [Int] {
    lines.filter { $0.hasPrefix("waits for ") }.compactMap { line in
      line.split(separator: "#").last.flatMap { Int($0.prefix(while: \.isNumber)) }
    }
  }
}
