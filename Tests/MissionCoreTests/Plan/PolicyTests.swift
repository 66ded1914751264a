import Foundation
import MissionCore
import Testing

@Suite("Policy")
struct PolicyTests {
  @Test("rules stored before some of them existed have the defaults for those")
  func oldRecord() throws {
    let stored = #"{"maxParallelItems":5,"autoMerge":true,"completeOn":"merge"}"#
    var expected = Policy()
    expected.maxParallelItems = 5
    expected.autoMerge = true
    expected.completeOn = .merge
    #expect(try JSONDecoder().decode(Policy.self, from: Data(stored.utf8)) == expected)
    #expect(try JSONDecoder().decode(Policy.self, from: Data("{}".utf8)) == Policy())
  }

  @Test("rules come back from storage as they went in")
  func roundTrip() throws {
    var policy = Policy()
    policy.maxParallelItems = 7
    policy.reviewerRequired = false
    policy.autoMerge = true
    policy.mergeMethod = .rebase
    policy.updateBranch = true
    policy.resolveThreads = true
    policy.watchIntervalSeconds = 9
    policy.completeOn = .merge
    policy.maxFixAttempts = 1
    policy.ciReruns = 2
    policy.noChecksGraceSeconds = 3
    policy.taskLeaseSeconds = 4
    policy.settleSeconds = 6
    #expect(try JSONDecoder().decode(Policy.self, from: JSONEncoder().encode(policy)) == policy)
  }
}
