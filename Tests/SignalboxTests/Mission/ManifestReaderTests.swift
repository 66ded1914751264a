import Foundation
import MissionCore
import Testing

@testable import CommandLine
@testable import Commands

@Suite struct ManifestReaderTests {
  private static let home = RepositoryName("acme/shop")

  private func faults(_ text: String) throws -> [ManifestFault] {
    try #require(#expect(throws: ManifestFaults.self) { try ManifestReader.read(text, home: Self.home) }).faults
  }

  @Test("A contract below a table's header is told where it stands, with its line")
  func misplacedContract() throws {
    let policy = try faults("[policy]\nmax_parallel_items = 2\ncontract = \"contract.md\"\n")
    #expect(policy.map(\.description) == ["line 3, policy.contract: contract stands above [policy]"])
    let override = try faults("[[overrides]]\nissue = 1\n\ncontract = \"contract.md\"\n")
    #expect(override.map(\.description) == ["line 4, overrides[1].contract: contract stands above [[overrides]]"])
    // What 'init' writes says where it stands.
    let template = try #require(Scaffold.issues.first).text.replacing("# contract =", with: "contract =")
    #expect(try ManifestReader.read(template, home: Self.home).contract == "validation-contract.md")
  }

  @Test("Everything a manifest can say is taken over")
  func everything() throws {
    let reading = try ManifestReader.read(
      """
      [[overrides]]
      issue = 2
      kind = "merge_gate"
      depends_on = [1, "#3", "other/lib#4"]
      owner_role = "Backend"
      priority = 1
      milestone = "beta"

      [[overrides]]
      issue = "https://github.com/acme/shop/issues/5"
      skip = true

      [policy]
      max_parallel_items = 4
      reviewer_required = false
      auto_merge = true
      merge_method = "Squash"
      update_branch = true
      resolve_threads = true
      watch_interval_secs = 60
      complete_on = "merge"
      max_fix_attempts = 0
      ci_reruns = 1
      no_checks_grace_secs = 0
      settle_secs = 2
      task_lease_secs = 600
      """, home: Self.home)
    let first = Manifest.Override(
      issue: IssueReference("acme/shop#2")!, kind: .mergeGate,
      dependsOn: ["acme/shop#1", "acme/shop#3", "other/lib#4"].compactMap { IssueReference($0) }, ownerRole: "backend",
      priority: 1, milestone: "beta")
    let second = Manifest.Override(issue: IssueReference("acme/shop#5")!, skip: true)
    #expect(reading.manifest.overrides == [first, second])
    var policy = Policy()
    policy.maxParallelItems = 4
    policy.reviewerRequired = false
    policy.autoMerge = true
    policy.mergeMethod = .squash
    policy.updateBranch = true
    policy.resolveThreads = true
    policy.watchIntervalSeconds = 60
    policy.completeOn = .merge
    policy.maxFixAttempts = 0
    policy.ciReruns = 1
    policy.noChecksGraceSeconds = 0
    policy.settleSeconds = 2
    policy.taskLeaseSeconds = 600
    #expect(reading.policy == policy)
  }

  @Test("An empty manifest changes nothing")
  func empty() throws {
    #expect(try ManifestReader.read("# nothing\n", home: nil) == ManifestReader.Reading())
  }

  @Test("All faults are reported at once, each with its line")
  func allFaults() throws {
    let found = try faults(
      """
      colour = "red"

      [[overrides]]
      kind = "paint"

      [[overrides]]
      issue = 2
      depends_on = "3"
      priorty = 1

      [[overrides]]
      issue = "acme/shop#2"

      [policy]
      max_parallel_items = 0
      auto_merge = "yes"
      merge_method = "octopus"
      complete_on = "never"
      """)
    #expect(
      found.map(\.description) == [
        "line 1, colour: unknown key; known are policy, overrides, contract",
        "line 3, overrides[1]: it names no issue",
        "line 4, overrides[1].kind: 'paint' is not design, implement, test, review, merge_gate or followup",
        "line 8, overrides[2].depends_on: it is not a list",
        "line 9, overrides[2].priorty: unknown key; did you mean priority?",
        "line 12, overrides[3].issue: acme/shop#2 is overridden twice",
        "line 15, policy.max_parallel_items: it is not a whole number from 1 to 1000",
        "line 16, policy.auto_merge: it is neither true nor false",
        "line 17, policy.merge_method: 'octopus' is not merge, squash or rebase",
        "line 18, policy.complete_on: 'never' is neither gates nor merge",
      ])
    #expect(ManifestFaults(faults: found).failure(path: "mission.toml").code == .badData)
  }

  @Test(
    "What does not fit is a fault, not a crash",
    arguments: [
      "overrides = 3", "overrides = [1]", "policy = []", "[[policy]]\nmax_parallel_items = 1",
      "[policy]\nwatch_interval_secs = 4", "[policy]\ntask_lease_secs = 9223372036854775807",
      "[policy]\nmax_parallel_items = 1.5", "[[overrides]]\nissue = 1.5", "[[overrides]]\nissue = -1",
      "[[overrides]]\nissue = 1\ndepends_on = [{}]", "[[overrides]]\nissue = 1\nowner_role = ''",
      "[[overrides]]\nissue = 1\nskip = 1",
    ])
  func unfit(text: String) throws {
    #expect(try faults(text).count == 1)
  }

  @Test("A text that is no TOML says where")
  func syntax() throws {
    #expect(try faults("[policy]\nauto_merge = maybe\n").first?.line == 2)
  }

  @Test("A bare number needs a repository")
  func noRepository() {
    #expect(throws: ManifestFaults.self) { try ManifestReader.read("[[overrides]]\nissue = 1", home: nil) }
  }

  @Test("The README's policy names every rule, and reads without a fault")
  func readme() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
    let readme = String(decoding: try Data(contentsOf: root.appending(path: "README.md")), as: UTF8.self)
    let block = try #require(readme.components(separatedBy: "```toml\n").dropFirst().first)
    let manifest = try #require(block.components(separatedBy: "```").first)
    for field in PolicyField.all { #expect(manifest.contains("\(field.name) ="), "\(field.name) is not in the README") }
    _ = try ManifestReader.read(manifest, home: RepositoryName("acme/shop"))
  }

  @Test("Amounts and repositories are read, and what is none is named")
  func newRules() throws {
    let reading = try ManifestReader.read(
      "[policy]\nmax_cost_usd = 2.5\nrepositories = ['acme/lib']\nbot_stood_down = 'pass'", home: nil)
    #expect(reading.policy.maxCostUSD == 2.5)
    #expect(reading.policy.repositories == [try #require(RepositoryName("acme/lib"))])
    #expect(reading.policy.botStoodDown == .pass)
    let faults = #expect(throws: ManifestFaults.self) {
      try ManifestReader.read("[policy]\nmax_cost_usd = 0\nrepositories = ['x']", home: nil)
    }
    #expect(faults?.faults.count == 2)
  }
}
