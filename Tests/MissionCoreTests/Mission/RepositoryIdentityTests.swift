import Testing

@testable import MissionCore

@Suite struct RepositoryIdentityTests {
  private let market = RepositoryName("acme/market")!
  private let pull = Pull(42) { $0.checks = [check("ci", .pending)] }

  private func submitted(agents: [String] = ["backend", "reviewer"]) -> Play {
    var play = Play([work(1), work(2, "Depends on #1")], agents: agents)
    play.handsIn("backend", pull)
    return play
  }

  private func moved(_ pull: Pull) -> Pull {
    pull.with { $0.reference = PullRequestReference(repository: market, number: pull.reference.number)! }
  }

  @Test(
    "A renamed or transferred repository is followed: issues, pull requests, watches and what is wanted to be heard")
  func renamed() {
    var play = submitted()
    play.observes(.repositoryNamed(market, id: 7, formerly: shop))
    #expect(play.mission.items.values.compactMap(\.issue?.repository).allSatisfy { $0 == market })
    #expect(play.mission.issues.keys.allSatisfy { $0.repository == market })
    #expect(play.mission.pullRequests.keys.map(\.repository) == [market])
    #expect(play.mission.watches.values.allSatisfy { $0.target.repository == market })
    #expect(play.mission.header.objectives.allSatisfy { $0.issue?.repository == market })
    #expect(
      play.mission.interests.isSuperset(of: [.place(market), .repositoryNumber(7), .pullRequest(moved(pull).reference)])
    )
    #expect(!play.mission.interests.contains(.place(shop)))
    #expect(play.mission.dueWork.keys.compactMap(\.repository).allSatisfy { $0 == market })
    // Work goes on as if nothing had happened.
    play.fetches(moved(pull).with { $0.checks = [check("ci", .failure("failure"))] })
    let item = play.mission.items.values.first { $0.issue?.number == 1 }!
    #expect(play.mission.openTasksOf(item.id).filter(\.isFix).count == 1)
  }

  @Test("What was tried for a cause is remembered when its repository is renamed")
  func causes() {
    var play = submitted()
    play.fetches(pull.with { $0.checks = [check("ci", .failure("failure"))] })
    let item = play.item(1).id
    #expect(play.mission.items[item]?.causes.keys.allSatisfy { $0.pullRequest == pull.reference } == true)
    play.observes(.repositoryNamed(market, id: 7, formerly: shop))
    #expect(play.mission.items[item]?.causes.isEmpty == false)
    #expect(play.mission.items[item]?.causes.keys.allSatisfy { $0.pullRequest == moved(pull).reference } == true)
  }

  @Test("A cause that was tried in vain stays so when its repository is renamed to a name with capitals")
  func attemptsUnderCapitals() {
    let capitals = RepositoryName("Acme/Market")!
    let red = pull.with { $0.checks = [check("ci", .failure("failure"))] }
    var play = submitted()
    play.fetches(red)
    for attempt in 2...3 {
      play.finishes("backend", "tried")
      play.fetches(red.with { $0.head = "a\(attempt)" })
    }
    // The last fix is open while the repository is renamed.
    play.observes(.repositoryNamed(capitals, id: 7, formerly: shop))
    play.finishes("backend", "tried")
    play.fetches(
      red.with {
        $0.reference = PullRequestReference(repository: capitals, number: 42)!
        $0.head = "a4"
      })
    #expect(play.mission.tasks.values.filter { $0.isFix && $0.isOpen }.isEmpty)
    #expect(play.questions.contains { $0.contains("tried 3 times in vain") })
  }

  @Test("A repository is recognised by its number when the word of its renaming was lost")
  func recognised() {
    var play = submitted()
    play.observes(.repositoryNamed(shop, id: 7, formerly: nil))
    #expect(play.mission.repositories[shop]?.id == 7)
    play.observes(.repositoryNamed(market, id: 7, formerly: nil))
    #expect(play.mission.pullRequests.keys.map(\.repository) == [market])
    #expect(play.mission.repositories[market]?.formerNames == [shop])
  }

  @Test("A renaming that is told twice, or by webhook and fetch, changes nothing the second time")
  func toldTwice() {
    var play = submitted()
    play.observes(.repositoryNamed(market, id: 7, formerly: shop))
    let once = play.mission
    play.observes(.repositoryNamed(market, id: nil, formerly: shop), .repositoryNamed(market, id: 7, formerly: shop))
    #expect(play.mission.items == once.items)
    #expect(play.mission.repositories == once.repositories)
  }

  @Test("A repository that was renamed and got its name back is where it was")
  func thereAndBack() {
    var play = submitted()
    let before = play.mission
    play.observes(.repositoryNamed(market, id: 7, formerly: shop), .repositoryNamed(shop, id: 7, formerly: market))
    #expect(Set(play.mission.items.values.map(\.objective)) == Set(before.items.values.map(\.objective)))
    #expect(play.mission.pullRequests.keys.map(\.repository) == [shop])
  }

  @Test("An issue's text that calls a renamed repository by its old name still depends on the same issue")
  func oldNameInText() {
    var play = Play([work(1), work(2)], agents: [])
    play.observes(.repositoryNamed(market, id: 7, formerly: shop))
    let facts = play.mission.issues[IssueReference(repository: market, number: 2)!]!.facts!
    play.observes(.issue(facts.later { $0.body = "Depends on acme/shop#1" }))
    let first = play.mission.items.values.first { $0.issue?.number == 1 }!
    let second = play.mission.items.values.first { $0.issue?.number == 2 }!
    #expect(second.dependsOn == [first.id])
    #expect(second.outsideDependencies.isEmpty)
  }

  @Test("Another repository that took the name is not mistaken for the mission's: a person is asked")
  func replaced() {
    var play = submitted()
    play.observes(.repositoryNamed(shop, id: 7, formerly: nil), .repositoryNamed(shop, id: 8, formerly: nil))
    #expect(play.mission.repositories[shop]?.id == 7)
    #expect(play.questions.contains { $0.contains("is another repository now") })
    // The mission's repository turns up under its new name: the question is answered.
    play.observes(.repositoryNamed(market, id: 7, formerly: nil))
    #expect(!play.questions.contains { $0.contains("is another repository now") })
    #expect(play.mission.pullRequests.keys.map(\.repository) == [market])
  }

  @Test("A repository that nobody here works in is none of the mission's business")
  func foreign() {
    var play = submitted()
    let before = play.mission.repositories
    play.observes(
      .repositoryNamed(RepositoryName("other/new")!, id: 9, formerly: RepositoryName("other/old")!),
      .repositoryStanding(RepositoryName("other/new")!, .archived))
    #expect(play.mission.repositories == before)
  }

  @Test(
    "A repository that is deleted, hidden or archived is a question until it is there again",
    arguments: [
      RepositoryFacts.Standing.lost(reason: "was deleted"), .lost(reason: "was made private"), .archived,
    ])
  func lost(standing: RepositoryFacts.Standing) {
    var play = submitted()
    play.observes(.repositoryStanding(shop, standing))
    #expect(play.questions.contains { $0.contains("the repository acme/shop") })
    // What is left of it is looked at at once, and nothing of it is green on old facts.
    #expect(play.mission.dueWork[.pullRequest(pull.reference)].map { $0 <= play.now } == true)
    #expect(play.watch(1, .checks)?.status == .active)
    play.observes(.repositoryStanding(shop, .usable))
    #expect(!play.questions.contains { $0.contains("the repository acme/shop") })
  }

  @Test("A hidden repository that the token can still read is no question")
  func stillReadable() {
    var play = submitted()
    play.observes(.repositoryStanding(shop, .lost(reason: "was made private")))
    play.fetches(pull)
    #expect(!play.questions.contains { $0.contains("the repository acme/shop") })
  }

  @Test("What is known of repositories survives being stored")
  func stored() throws {
    var play = submitted()
    play.observes(.repositoryNamed(market, id: 7, formerly: shop), .repositoryStanding(market, .archived))
    let facts = play.mission.repositories[market]!
    #expect(try JSON.stored(facts) == facts)
    for observation: Observation in [
      .repositoryNamed(market, id: nil, formerly: shop), .repositoryStanding(market, .lost(reason: "x")),
      .issueMoved(references("1")[0], to: references("2")[0]),
    ] { #expect(try JSON.stored(observation) == observation) }
  }

  @Test("A repository that only the policy names is followed before anything lies in it")
  func namedByPolicy() throws {
    let api = try #require(RepositoryName("acme/api"))
    let store = try #require(RepositoryName("acme/store"))
    var play = Play([work(1)], agents: ["backend"]) { $0.repositories = [api] }
    #expect(play.mission.interests.contains(.place(api)))
    play.observes(.repositoryNamed(store, id: 9, formerly: api))
    #expect(play.mission.owns(store))
    #expect(!play.mission.owns(api))
  }

  @Test("What an operator waived, what a pull request is stacked on and where an issue goes are followed as well")
  func rarely() throws {
    let move = ReferenceMove.repository(from: shop, to: market)
    var item = try #require(Play([work(1)]).mission.items.values.first)
    item.waivedIssues = references("2")
    item.unseenMerges = [pull.reference]
    item.rivals = [.init(reference: pull.reference, author: "ann", isTrusted: true)]
    #expect(places(of: shop, in: item.following(move)).isEmpty)
    var facts = PullRequestFacts(reference: pull.reference, now: curtain)
    facts.snapshot = pull.snapshot(startedAt: curtain, updatedAt: curtain)
    facts.snapshot?.stackedOn = Pull(41).reference
    facts.stackedOn = Pull(41).reference
    #expect(places(of: shop, in: facts.following(move)).isEmpty)
    var issue = TrackedIssue(reference: references("1")[0], nextFetchAt: curtain)
    issue.movedTo = references("2")[0]
    #expect(places(of: shop, in: issue.following(move)).isEmpty)
  }
}
