import GitHub
import MissionCore
import Testing

@testable import Commands

@Suite struct MissionWishesTests {
  private static let shop = RepositoryName("acme/shop")!

  private static func policy(_ change: (inout Policy) -> Void) -> Policy {
    var policy = Policy()
    change(&policy)
    return policy
  }

  @Test("what missions want done takes permissions of its own; those that only watch take none")
  func permissions() {
    #expect(MissionWishes([Policy(), Policy()]).permissions.isEmpty)
    let all = MissionWishes([
      Self.policy { $0.autoMerge = true }, Self.policy { $0.ciReruns = 1 }, Self.policy { $0.report = .check },
    ])
    #expect(all.permissions.map(\.name) == ["contents", "actions", "checks"])
    #expect(all.permissions.allSatisfy { $0.level == .write })
    let reader = TokenPermissions.granted(["contents": "read", "actions": "write", "checks": "read"], events: [])
    #expect(
      reader.missing(all.permissions, isPublic: true).map(\.purpose) == ["merge pull requests", "report by check runs"])
  }

  @Test(
    "a merge method that the repository forbids is named, unless nobody wants to merge or GitHub does not tell",
    arguments: [
      (true, ["merge", "rebase"], true), (true, ["squash"], false), (true, nil, false), (false, ["merge"], false),
    ] as [(Bool, Set<String>?, Bool)])
  func mergeMethod(merges: Bool, allowed: Set<String>?, isNamed: Bool) {
    let wishes = MissionWishes([
      Self.policy { policy in
        policy.autoMerge = merges
        policy.mergeMethod = .squash
      }
    ])
    let findings = wishes.findings(in: Self.shop, mergeMethods: allowed, isApp: false)
    #expect(findings.contains { $0.level == .warning && $0.text.contains("squash") } == isNamed)
  }

  @Test("who is no App is told that check runs are not for it")
  func checkRuns() {
    let wishes = MissionWishes([Self.policy { $0.report = .check }])
    #expect(wishes.findings(in: Self.shop, mergeMethods: nil, isApp: false).count == 1)
    #expect(wishes.findings(in: Self.shop, mergeMethods: nil, isApp: true).isEmpty)
  }
}
