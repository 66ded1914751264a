import MissionCore
import Testing

@testable import GitHubSandbox

@Suite struct PullRequestTests {
  @Test("a pull request shares the numbers of issues and is one")
  func opening() throws {
    var world = World()
    _ = try world.state.openIssue(IssueDraft("A"), in: World.shop, by: world.by("ada"))
    let number = try world.openPull(body: "Closes #1")
    #expect(number == 2)
    #expect(try world.issue(2).isPullRequest)
    let shape = try world.state.shape(world.pull(2), in: world.repository)
    #expect(shape["head"]["sha"].stringValue == (try world.pull(2).headSHA))
    #expect(shape["html_url"] == "https://github.com/acme/shop/pull/2")
    #expect(shape["mergeable"].isNull)
    #expect(shape["mergeable_state"] == "unknown")
  }

  @Test("what GitHub refuses is refused", arguments: ["nowhere", "main"])
  func refusals(head: String) throws {
    var world = World()
    #expect(throws: APIRefusal.self) {
      try world.state.openPull(PullRequestDraft("A", head: head), in: World.shop, by: world.by("ada"))
    }
  }

  @Test("a push to the head is a push and a synchronize, and outdates the threads")
  func pushing() throws {
    var world = World()
    let number = try world.openPull()
    let before = try world.pull(number).headSHA
    _ = try world.state.commentOnLine(
      of: number, in: World.shop, .init(path: "a.swift", line: 3, body: "Why?"), commit: nil, by: world.by("bob"))
    let pushed = try world.state.push(Push("feature"), to: World.shop, by: world.by("ada"))
    #expect(pushed.events.map(\.title) == ["push", "pull_request.synchronize"])
    #expect(pushed.events.last?.payload["before"].stringValue == before)
    #expect(pushed.events.last?.payload["after"].stringValue == pushed.value)
    #expect(try world.pull(number).headSHA == pushed.value)
    #expect(try world.pull(number).threads.map(\.isOutdated) == [true])
  }

  @Test("a fork's push is heard only through its pull request")
  func forks() throws {
    var world = World()
    let number = try world.openPull(branch: "mallory:patch")
    let pushed = try world.state.push(Push("mallory:patch"), to: World.shop, by: world.by("mallory"))
    #expect(pushed.events.map(\.title) == ["pull_request.synchronize"])
    let run = try world.state.createCheckRun(
      on: pushed.value, in: World.shop, CheckRunDraft(name: "ci", conclusion: "success"), by: world.by("acme"))
    #expect(run.events.first { $0.name == "check_run" }?.payload["check_run"]["pull_requests"] == [])
    #expect(try world.state.shape(world.pull(number), in: world.repository)["head"]["repo"].isNull)
  }

  @Test("mergeable is null for the first reader after a move, and then the truth")
  func mergeability() throws {
    var world = World()
    let number = try world.openPull()
    let id = try world.repository.id
    func read() throws -> Bool? {
      world.state.readMergeability(of: number, in: id)
      return try world.state.mergeable(world.pull(number), in: world.repository)
    }
    #expect(try read() == nil)
    #expect(try read() == true)
    _ = try world.state.push(Push("main", conflictsWith: [number]), to: World.shop, by: world.by("bob"))
    #expect(try read() == nil)
    #expect(try read() == false)
    #expect(try world.state.mergeState(world.pull(number), in: world.repository) == .dirty)
    _ = try world.state.push(Push("feature", isRebased: true), to: World.shop, by: world.by("ada"))
    _ = try read()
    #expect(try read() == true)
    #expect(try world.state.mergeState(world.pull(number), in: world.repository) == .clean)
  }

  @Test("a strict branch finds a head behind it until it is brought up to date")
  func behind() throws {
    var world = World(protection: BranchProtection(isStrict: true))
    world.state.mergeabilityReads = 0
    let number = try world.openPull()
    let id = try world.repository.id
    _ = try world.state.push(Push("main"), to: World.shop, by: world.by("bob"))
    world.state.readMergeability(of: number, in: id)
    #expect(try world.state.mergeState(world.pull(number), in: world.repository) == .behind)
    #expect(throws: APIRefusal.notAllowed("Head branch is out of date. Review and try the merge again.")) {
      try world.state.merge(number, in: World.shop, expectedHead: nil, by: world.by("ada"))
    }
    let events = try world.state.updateBranch(of: number, in: World.shop, expectedHead: nil, by: world.by("ada"))
    #expect(events.map(\.title) == ["push", "pull_request.synchronize"])
    world.state.readMergeability(of: number, in: id)
    #expect(try world.state.mergeState(world.pull(number), in: world.repository) == .clean)
  }

  @Test("a merge needs the head that was meant, the required checks and the right to write")
  func mergeGuards() throws {
    var world = World(protection: BranchProtection(requiredChecks: [.init(context: "ci")]))
    let number = try world.openPull()
    let head = try world.pull(number).headSHA
    func merge(_ sha: String?, as actor: String) throws -> [String] {
      try world.state.merge(number, in: World.shop, expectedHead: sha, by: world.by(actor)).events.map(\.title)
    }
    #expect(throws: APIRefusal.forbidden("Must have push access to the repository")) { try merge(head, as: "eve") }
    #expect(throws: APIRefusal.conflict("Head branch was modified. Review and try the merge again.")) {
      try merge("00ff", as: "bob")
    }
    #expect(throws: APIRefusal.notAllowed("Required status check \"ci\" is expected.")) { try merge(head, as: "bob") }
    _ = try world.state.createCheckRun(
      on: head, in: World.shop, CheckRunDraft(name: "ci", conclusion: "success"), by: world.by("acme"))
    #expect(try merge(head, as: "bob") == ["pull_request.closed", "push"])
    #expect(throws: APIRefusal.notAllowed("Pull Request is not mergeable")) { try merge(head, as: "bob") }
  }

  @Test("a merge into the default branch closes the issues the text names")
  func closingKeywords() throws {
    var world = World()
    for title in ["A", "B", "C"] {
      _ = try world.state.openIssue(IssueDraft(title), in: World.shop, by: world.by("ada"))
    }
    let number = try world.openPull(body: "Closes #1, and fixes: acme/shop#2.\nSee #3")
    let merged = try world.state.merge(number, in: World.shop, expectedHead: nil, by: world.by("bob"))
    #expect(merged.events.map(\.title) == ["pull_request.closed", "push", "issues.closed", "issues.closed"])
    #expect(merged.events.first?.payload["pull_request"]["merged"] == true)
    #expect(try [1, 2, 3].map { try world.issue($0).isOpen } == [false, false, true])
  }

  @Test("across repositories a merge closes only what whoever merges may close")
  func closingElsewhere() throws {
    var world = World()
    let other = RepositoryName("stranger/other")!
    _ = world.state.setUp(RepositorySetup(other), by: world.by("stranger"))
    _ = try world.state.openIssue(IssueDraft("A"), in: World.shop, by: world.by("ada"))
    _ = try world.state.push(Push("trick"), to: other, by: world.by("stranger"))
    let number = try world.state.openPull(
      PullRequestDraft("Trick", body: "Closes acme/shop#1", head: "trick"), in: other, by: world.by("stranger")
    ).value
    _ = try world.state.merge(number, in: other, expectedHead: nil, by: world.by("stranger"))
    #expect(try world.issue(1).isOpen)
  }

  @Test("draft and ready, another base, a requested review: each is its event")
  func smallChanges() throws {
    var world = World()
    let number = try world.openPull()
    _ = try world.state.push(Push("release"), to: World.shop, by: world.by("acme"))
    let draft = try world.state.setDraft(true, of: number, in: World.shop, by: world.by("ada"))
    let ready = try world.state.setDraft(false, of: number, in: World.shop, by: world.by("ada"))
    let base = try world.state.retarget(number, in: World.shop, to: "release", by: world.by("ada"))
    let asked = try world.state.requestReviews(from: ["bob"], of: number, in: World.shop, by: world.by("ada"))
    #expect(
      (draft + ready + base + asked).map(\.title) == [
        "pull_request.converted_to_draft", "pull_request.ready_for_review", "pull_request.edited",
        "pull_request.review_requested",
      ])
    #expect(base.first?.payload["changes"]["base"]["ref"]["from"] == "main")
    #expect(asked.first?.payload["requested_reviewer"]["login"] == "bob")
  }

  @Test("reviews: nobody judges his own work, the newest opinion counts, a dismissal clears it")
  func reviews() throws {
    var world = World()
    let number = try world.openPull()
    #expect(throws: APIRefusal.self) {
      try world.state.review(number, in: World.shop, ReviewDraft(.approved), by: world.by("ada"))
    }
    _ = try world.state.review(
      number, in: World.shop, ReviewDraft(.changesRequested, body: "No."), by: world.by("bob"))
    let approved = try world.state.review(number, in: World.shop, ReviewDraft(.approved), by: world.by("bob"))
    _ = try world.state.review(number, in: World.shop, ReviewDraft(.commented, body: "Nit."), by: world.by("bob"))
    _ = try world.state.review(number, in: World.shop, ReviewDraft(.approved), by: world.by("eve"))
    #expect(approved.events.map(\.title) == ["pull_request_review.submitted"])
    #expect(approved.events.first?.payload["review"]["state"] == "approved")
    #expect(approved.events.first?.payload["pull_request"].has("mergeable") == false)
    let opinions = try world.state.opinions(on: world.pull(number), writersOnly: true, in: world.repository)
    #expect(opinions.map(\.author) == ["bob"])
    #expect(opinions.map(\.state) == [.approved])
    let dismissed = try world.state.dismissReview(
      approved.value, of: number, in: World.shop, by: world.by("acme"))
    #expect(dismissed.map(\.title) == ["pull_request_review.dismissed"])
    #expect(dismissed.first?.payload["review"]["state"] == "dismissed")
  }

  @Test("threads: comments make them, answers join them, resolving tells everybody once")
  func threads() throws {
    var world = World()
    let number = try world.openPull()
    let reviewed = try world.state.review(
      number, in: World.shop,
      ReviewDraft(
        .commented, body: "Two things",
        comments: [.init(path: "a", line: 1, body: "x"), .init(path: "b", line: 2, body: "y")]),
      by: world.by("cursor[bot]"))
    #expect(
      reviewed.events.map(\.title) == [
        "pull_request_review.submitted", "pull_request_review_comment.created", "pull_request_review_comment.created",
      ])
    #expect(reviewed.events.last?.payload["sender"]["type"] == "Bot")
    let first = try #require(try world.pull(number).threads.first)
    let comment = try #require(first.comments.first)
    let answer = try world.state.reply(to: comment.id, of: number, in: World.shop, "Done.", by: world.by("ada"))
    #expect(answer.events.last?.payload["comment"]["in_reply_to_id"].integerValue == comment.id)
    let resolved = try world.state.setResolved(true, thread: first.id, by: world.by("ada"))
    #expect(resolved.map(\.title) == ["pull_request_review_thread.resolved"])
    #expect(resolved.first?.payload["thread"]["comments"].elements.count == 2)
    #expect(try world.state.setResolved(true, thread: first.id, by: world.by("ada")).isEmpty)
    #expect(try world.pull(number).threads.map(\.isResolved) == [true, false])
  }
}
