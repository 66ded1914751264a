import MissionCore
import Redis
import Testing

@testable import MissionStore

@Suite("Due work", .timeLimit(.minutes(10)))
struct DueWorkTests {
  @Test("is claimed once, the longest due first, and comes back when its claimer died")
  func claimed() async throws {
    let town = try await TestTown()
    try await town.start(Play.mission(1, issues: [1, 2], at: town.now.adding(seconds: -10)))
    try await town.start(Play.mission(2, issues: [3], at: town.now.adding(seconds: 60)))
    #expect(try await town.store.nextDue() == town.now.adding(seconds: -10))
    let claimed = try await claim(town)
    #expect(claimed == [issue(1), issue(2)])
    #expect(try await claim(town).isEmpty)
    town.pass(seconds: 29)
    #expect(try await claim(town).isEmpty)
    town.pass(seconds: 1)
    #expect(try await claim(town) == [issue(1), issue(2)])
    #expect(try await town.store.claimDue(now: town.now, limit: 0, claimSeconds: 30).isEmpty)
  }

  @Test("that is claimed stays so through commits that do not move it, and moves with those that do")
  func commitsMove() async throws {
    let town = try await TestTown()
    try await town.start(Play.mission(1, issues: [1, 2], at: town.now))
    #expect(try await claim(town).count == 2)
    try await town.apply(.observed(.issueUnavailable(Play.issue(1), reason: "502")), to: Play.firstID)
    #expect(try await claim(town).isEmpty)
    // The other issue's claim ends first; the unavailable one backs off for 60 seconds.
    town.pass(seconds: 30)
    #expect(try await claim(town).map(\.work) == [.issue(Play.issue(2))])
    town.pass(seconds: 30)
    #expect(try await Set(claim(town).map(\.work)) == [.issue(Play.issue(1)), .issue(Play.issue(2))])
  }

  @Test("that nobody here can read is thrown away")
  func foreign() async throws {
    let town = try await TestTown()
    let strange = [
      "", "x", "\(Play.firstID) other", "\(Play.firstID) issue a/b#0", "\(Play.firstID)", "not-an-id tick",
      "\(Play.firstID) right acme/shop", "\(Play.firstID) comments x",
    ]
    for member in strange {
      try await town.connection.send(["ZADD", .text(town.keys.due), 0, .text(member)])
    }
    #expect(try await claim(town).isEmpty)
    #expect(try await town.sorted(town.keys.due).isEmpty)
    #expect(try await town.store.nextDue() == nil)
  }

  @Test(
    "is read back from its member",
    arguments: [
      DueWork.tick, .issue(Play.issue(1)), .pullRequest(Play.pull(2_147_483_647)), .openPullRequests(Play.repository),
      .openPullRequests(RepositoryName("a.b-c_/..d")!), .comments(Play.repository),
      .commandRight(of: "ada-1_x", in: Play.repository), .commandComment(42, in: Play.repository),
    ])
  func members(work: DueWork) {
    let member = DueMember(mission: Play.firstID, work: work)
    #expect(DueMember(member.text) == member)
  }

  @Test("of one thing has one member, however it is spelt")
  func folded() {
    let upper = DueWork.issue(Play.issue(1, in: RepositoryName("ACME/Shop")!))
    let lower = DueWork.issue(Play.issue(1))
    #expect(DueMember(mission: Play.firstID, work: upper).text == DueMember(mission: Play.firstID, work: lower).text)
  }

  private struct Claim: Equatable {
    var mission: Identifier<Mission>
    var work: DueWork
  }

  private func issue(_ number: Int) -> Claim { Claim(mission: Play.firstID, work: .issue(Play.issue(number))) }

  private func claim(_ town: TestTown) async throws -> [Claim] {
    try await town.store.claimDue(now: town.now, limit: 10, claimSeconds: 30).map { Claim(mission: $0, work: $1) }
  }
}
