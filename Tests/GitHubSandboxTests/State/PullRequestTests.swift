import MissionCore
import Testing

@testable import GitHubSandbox

@Suite struct PullRequestTests {
  @Test("a pull request shares the numbers of issues and is one")
  func opening() throws {
    var shop = FurnishedState()
    _ = try shop.state.openIssue(IssueDraft("A"), in: FurnishedState.shop, by: shop.by("ada"))
    let number = try shop.openPull(body: "Closes #1")
    #expect(number == 2)
    #expect(try shop.issue(2).isPullRequest)
    let shape = try shop.state.shape(shop.pull(2), in: shop.repository)
    #expect(shape["head"]["sha"].stringValue == (try shop.pull(2).headSHA))
    #expect(shape["html_url"] == "https://github.com/acme/shop/pull/2")
    #expect(shape["mergeable"].isNull)
    #expect(shape["mergeable_state"] == "unknown")
  }

  @Test("what GitHub refuses is refused", arguments: ["nowhere", "main"])
  func refusals(head: String) throws {
    var shop = FurnishedState()
    #expect(throws: APIRefusal.self) {
      try shop.state.openPull(PullRequestDraft("A", head: head), in: FurnishedState.shop, by: shop.by("ada"))
    }
  }

  @Test("a push to the head is a push and a synchronize, and outdates the threads")
  func pushing() throws {
    var shop = FurnishedState()
    let number = try shop.openPull()
    let before = try shop.pull(number).headSHA
    _ = try shop.state.commentOnLine(
      of: number, in: FurnishedState.shop, .init(path: "a.swift", line: 3, body: "Why?"), commit: nil,
      by: shop.by("bob"))
    let pushed = try shop.state.push(Push("feature"), to: FurnishedState.shop, by: shop.by("ada"))
    #expect(pushed.events.map(\.title) == ["push", "pull_request.synchronize"])
    #expect(pushed.events.last?.payload["before"].stringValue == before)
    #expect(pushed.events.last?.payload["after"].stringValue == pushed.value)
    #expect(try shop.pull(number).headSHA == pushed.value)
    #expect(try shop.pull(number).threads.map(\.isOutdated) == [true])
  }

  @Test("a fork's push is heard only through its pull request")
  func forks() throws {
    var shop = FurnishedState()
    let number = try shop.openPull(branch: "mallory:patch")
    let pushed = try shop.state.push(Push("mallory:patch"), to: FurnishedState.shop, by: shop.by("mallory"))
    #expect(pushed.events.map(\.title) == ["pull_request.synchronize"])
    let run = try shop.state.createCheckRun(
      on: pushed.value, in: FurnishedState.shop, CheckRunDraft(name: "ci", conclusion: "success"), by: shop.by("acme"))
    #expect(run.events.first { $0.name == "check_run" }?.payload["check_run"]["pull_requests"] == [])
    #expect(try shop.state.shape(shop.pull(number), in: shop.repository)["head"]["repo"].isNull)
  }

  @Test("mergeable is null for the first reader after a move, and then the truth")
  func mergeability() throws {
    var shop = FurnishedState()
    let number = try shop.openPull()
    let id = try shop.repository.id
    func read() throws -> Bool? {
      shop.state.readMergeability(of: number, in: id)
      return try shop.state.mergeable(shop.pull(number), in: shop.repository)
    }
    #expect(try read() == nil)
    #expect(try read() == true)
    _ = try shop.state.push(Push("main", conflictsWith: [number]), to: FurnishedState.shop, by: shop.by("bob"))
    #expect(try read() == nil)
    #expect(try read() == false)
    #expect(try shop.state.mergeState(shop.pull(number), in: shop.repository) == .dirty)
    _ = try shop.state.push(Push("feature", isRebased: true), to: FurnishedState.shop, by: shop.by("ada"))
    _ = try read()
    #expect(try read() == true)
    #expect(try shop.state.mergeState(shop.pull(number), in: shop.repository) == .clean)
  }

  @Test("a strict branch finds a head behind it until it is brought up to date")
  func behind() throws {
    var shop = FurnishedState(protection: BranchProtection(isStrict: true))
    shop.state.mergeabilityReads = 0
    let number = try shop.openPull()
    let id = try shop.repository.id
    _ = try shop.state.push(Push("main"), to: FurnishedState.shop, by: shop.by("bob"))
    shop.state.readMergeability(of: number, in: id)
    #expect(try shop.state.mergeState(shop.pull(number), in: shop.repository) == .behind)
    #expect(throws: APIRefusal.notAllowed("Head branch is out of date. Review and try the merge again.")) {
      try shop.state.merge(number, in: FurnishedState.shop, expectedHead: nil, by: shop.by("ada"))
    }
    let events = try shop.state.updateBranch(of: number, in: FurnishedState.shop, expectedHead: nil, by: shop.by("ada"))
    #expect(events.map(\.title) == ["push", "pull_request.synchronize"])
    shop.state.readMergeability(of: number, in: id)
    #expect(try shop.state.mergeState(shop.pull(number), in: shop.repository) == .clean)
  }

  @Test("a merge needs the head that was meant, the required checks and the right to write")
  func mergeGuards() throws {
    var shop = FurnishedState(protection: BranchProtection(requiredChecks: [.init(context: "ci")]))
    let number = try shop.openPull()
    let head = try shop.pull(number).headSHA
    func merge(_ sha: String?, as actor: String) throws -> [String] {
      try shop.state.merge(number, in: FurnishedState.shop, expectedHead: sha, by: shop.by(actor)).events.map(\.title)
    }
    #expect(throws: APIRefusal.forbidden("Must have push access to the repository")) { try merge(head, as: "eve") }
    #expect(throws: APIRefusal.conflict("Head branch was modified. Review and try the merge again.")) {
      try merge("00ff", as: "bob")
    }
    #expect(throws: APIRefusal.notAllowed("Required status check \"ci\" is expected.")) { try merge(head, as: "bob") }
    _ = try shop.state.createCheckRun(
      on: head, in: FurnishedState.shop, CheckRunDraft(name: "ci", conclusion: "success"), by: shop.by("acme"))
    #expect(try merge(head, as: "bob") == ["pull_request.closed", "push"])
    #expect(throws: APIRefusal.notAllowed("Pull Request is not mergeable")) { try merge(head, as: "bob") }
  }

  @Test("a merge into the default branch closes the issues the text names")
  func closingKeywords() throws {
    var shop = FurnishedState()
    for title in ["A", "B", "C"] {
      _ = try shop.state.openIssue(IssueDraft(title), in: FurnishedState.shop, by: shop.by("ada"))
    }
    let number = try shop.openPull(body: "Closes #1, and fixes: acme/shop#2.\nSee #3")
    let merged = try shop.state.merge(number, in: FurnishedState.shop, expectedHead: nil, by: shop.by("bob"))
    #expect(merged.events.map(\.title) == ["pull_request.closed", "push", "issues.closed", "issues.closed"])
    #expect(merged.events.first?.payload["pull_request"]["merged"] == true)
    #expect(try [1, 2, 3].map { try shop.issue($0).isOpen } == [false, false, true])
  }

  @Test("across repositories a merge closes only what whoever merges may close")
  func closingElsewhere() throws {
    var shop = FurnishedState()
    let other = RepositoryName("stranger/other")!
    _ = shop.state.setUp(RepositorySetup(other), by: shop.by("stranger"))
    _ = try shop.state.openIssue(IssueDraft("A"), in: FurnishedState.shop, by: shop.by("ada"))
    _ = try shop.state.push(Push("trick"), to: other, by: shop.by("stranger"))
    let number = try shop.state.openPull(
      PullRequestDraft("Trick", body: "Closes acme/shop#1", head: "trick"), in: other, by: shop.by("stranger")
    ).value
    _ = try shop.state.merge(number, in: other, expectedHead: nil, by: shop.by("stranger"))
    #expect(try shop.issue(1).isOpen)
  }

  @Test("draft and ready, another base, a requested review: each is its event")
  func smallChanges() throws {
    var shop = FurnishedState()
    let number = try shop.openPull()
    _ = try shop.state.push(Push("release"), to: FurnishedState.shop, by: shop.by("acme"))
    let draft = try shop.state.setDraft(true, of: number, in: FurnishedState.shop, by: shop.by("ada"))
    let ready = try shop.state.setDraft(false, of: number, in: FurnishedState.shop, by: shop.by("ada"))
    let base = try shop.state.retarget(number, in: FurnishedState.shop, to: "release", by: shop.by("ada"))
    let asked = try shop.state.requestReviews(from: ["bob"], of: number, in: FurnishedState.shop, by: shop.by("ada"))
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
    var shop = FurnishedState()
    let number = try shop.openPull()
    #expect(throws: APIRefusal.self) {
      try shop.state.review(number, in: FurnishedState.shop, ReviewDraft(.approved), by: shop.by("ada"))
    }
    _ = try shop.state.review(
      number, in: FurnishedState.shop, ReviewDraft(.changesRequested, body: "No."), by: shop.by("bob"))
    let approved = try shop.state.review(number, in: FurnishedState.shop, ReviewDraft(.approved), by: shop.by("bob"))
    _ = try shop.state.review(
      number, in: FurnishedState.shop, ReviewDraft(.commented, body: "Nit."), by: shop.by("bob"))
    _ = try shop.state.review(number, in: FurnishedState.shop, ReviewDraft(.approved), by: shop.by("eve"))
    #expect(approved.events.map(\.title) == ["pull_request_review.submitted"])
    #expect(approved.events.first?.payload["review"]["state"] == "approved")
    #expect(approved.events.first?.payload["pull_request"].has("mergeable") == false)
    let opinions = try shop.state.opinions(on: shop.pull(number), writersOnly: true, in: shop.repository)
    #expect(opinions.map(\.author) == ["bob"])
    #expect(opinions.map(\.state) == [.approved])
    let dismissed = try shop.state.dismissReview(
      approved.value, of: number, in: FurnishedState.shop, by: shop.by("acme"))
    #expect(dismissed.map(\.title) == ["pull_request_review.dismissed"])
    #expect(dismissed.first?.payload["review"]["state"] == "dismissed")
  }

  @Test("threads: comments make them, answers join them, resolving tells everybody once")
  func threads() throws {
    var shop = FurnishedState()
    let number = try shop.openPull()
    let reviewed = try shop.state.review(
      number, in: FurnishedState.shop,
      ReviewDraft(
        .commented, body: "Two things",
        comments: [.init(path: "a", line: 1, body: "x"), .init(path: "b", line: 2, body: "y")]),
      by: shop.by("cursor[bot]"))
    #expect(
      reviewed.events.map(\.title) == [
        "pull_request_review.submitted", "pull_request_review_comment.created", "pull_request_review_comment.created",
      ])
    #expect(reviewed.events.last?.payload["sender"]["type"] == "Bot")
    let first = try #require(try shop.pull(number).threads.first)
    let comment = try #require(first.comments.first)
    let answer = try shop.state.reply(to: comment.id, of: number, in: FurnishedState.shop, "Done.", by: shop.by("ada"))
    #expect(answer.events.last?.payload["comment"]["in_reply_to_id"].integerValue == comment.id)
    let resolved = try shop.state.setResolved(true, thread: first.id, by: shop.by("ada"))
    #expect(resolved.map(\.title) == ["pull_request_review_thread.resolved"])
    #expect(resolved.first?.payload["thread"]["comments"].elements.count == 2)
    #expect(try shop.state.setResolved(true, thread: first.id, by: shop.by("ada")).isEmpty)
    #expect(try shop.pull(number).threads.map(\.isResolved) == [true, false])
  }
}
