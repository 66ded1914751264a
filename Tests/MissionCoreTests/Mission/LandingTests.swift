import Testing

@testable import MissionCore

/// What was merged is done when it is where it belongs, and stays there.
@Suite struct LandingTests {
  private let merged = Pull(42) { $0.state = .merged }
  private let reference = Pull(42).reference

  private func submitted(_ change: (inout Policy) -> Void = { $0.completeOn = .merge }) -> Play {
    var play = Play([design(1)], agents: ["designer"], policy: change)
    play.handsIn("designer", Pull(42))
    return play
  }

  @Test("A merge that GitHub has not shown on its branch is none yet")
  func asked() {
    var play = submitted()
    play.landings = nil
    play.hears("closed", merged)
    #expect(!play.item(1).isDone)
    play.fetches(merged)
    #expect(!play.item(1).isDone)
    #expect(play.why(1).contains("whether the merge commit merge-of-42"))
    #expect(play.mission.dueWork[.landing(reference)].map { $0 <= play.now } == true)
    #expect(
      play.mission.landingQuestion(of: reference)
        == .init(reference: reference, commit: "merge-of-42", branch: "main", isMerged: true))
    play.observes(.landing(reference, commit: "another", .landed))
    #expect(!play.item(1).isDone, "an answer about another commit says nothing")
    play.observes(.landingUnavailable(reference, commit: "merge-of-42", reason: "no answer"))
    #expect(play.why(1).contains("no answer"))
    play.observes(.landing(reference, commit: "merge-of-42", .landed))
    #expect(play.state(1) == .done(.merged))
    #expect(play.mission.header.state == .completed)
  }

  @Test("A merge commit that is not on its branch is asked about, once, and a person may take it as it is")
  func lost() {
    var play = submitted()
    play.landings = [reference: .lost]
    play.fetches(merged)
    #expect(!play.item(1).isDone)
    #expect(play.questions.count == 1)
    #expect(play.questions.first?.contains("is not on 'main'") == true)
    play.waits(seconds: 60)
    #expect(play.timesAskedJustNow == 0)
    play.note("resume")
    #expect(play.state(1) == .done(.merged))
    #expect(play.questions.isEmpty)
  }

  @Test(
    "An hour later, and once more at the mission's end, a revert or a lost merge is found, and a person is asked",
    arguments: [Landing.Standing.reverted(by: "0123456789abcdef"), .lost])
  func later(standing: Landing.Standing) {
    var play = Play([design(1), design(2)], agents: ["designer"]) { $0.completeOn = .merge }
    play.handsIn("designer", Pull(42))
    play.fetches(merged)
    #expect(play.state(1) == .done(.merged))
    #expect(play.mission.dueWork[.landing(reference)] == play.now.adding(seconds: 3600))
    play.landings = [reference: standing]
    play.waits(seconds: 3600)
    #expect(play.questions.count { $0.contains("merge") } == 1)
    #expect(play.why(1).hasPrefix("done, but "))
    // It does not end while that is open.
    play.joins("designer")
    play.handsIn("designer", Pull(43, head: "b1"))
    play.fetches(Pull(43, head: "b1") { $0.state = .merged })
    #expect(play.mission.header.state != .completed)
    play.landings = [:]
    play.waits(seconds: 300)
    #expect(play.questions.isEmpty, "somebody brought it back")
    #expect(play.mission.header.state == .completed)
  }

  @Test("Without that hour the look at the end finds it; the issue opened again begins anew")
  func end() {
    var play = Play([design(1), design(2)], agents: ["designer"]) { $0.completeOn = .merge }
    play.handsIn("designer", Pull(42))
    play.fetches(merged)
    play.waits(seconds: 600)
    play.joins("designer")
    play.handsIn("designer", Pull(43, head: "b1"))
    play.landings = [reference: .reverted(by: "0123456789abcdef")]
    play.fetches(Pull(43, head: "b1") { $0.state = .merged })
    #expect(play.state(2) == .done(.merged))
    #expect(play.mission.header.state != .completed)
    #expect(play.questions.first?.contains("reverted on 'main' by commit 0123456789ab") == true)
    play.observes(.issue(design(1).closed()))
    play.observes(.issue(design(1).later(20)))
    #expect(play.holder(of: 1) == "designer")
    #expect(play.questions.isEmpty)
  }

  @Test("What a bot pushed by itself and then closed is done, by landing; what nobody pushed needs a person")
  func pushedByBot() {
    var play = submitted()
    play.landings = [reference: .landed]
    play.fetches(Pull(42) { $0.state = .closed })
    #expect(play.state(1) == .done(.merged))
    var other = submitted()
    other.fetches(Pull(42) { $0.state = .closed })
    #expect(other.state(1) == .held(.pullRequestClosed(reference)))
    #expect(other.questions.count == 1)
  }

  // MARK: Stacks

  private let child = Pull(42) {
    $0.base = "feature-a"
    $0.stackedOn = 7
  }
  private let parent = Pull(7, head: "p1") { $0.headBranch = "feature-a" }

  private func stacked(_ closedAt: Timestamp = curtain.adding(seconds: 100)) -> Play {
    var play = Play([design(1)], agents: ["designer"])
    play.handsIn("designer", child.with { $0.checks = [check("ci", .pending)] })
    play.fetches(
      child.with {
        $0.state = .merged
        $0.closedAt = closedAt
      })
    return play
  }

  @Test("Merged into another pull request's branch: done only when that one lands on the default branch")
  func stack() {
    var play = stacked()
    #expect(!play.item(1).isDone)
    #expect(play.mission.dueWork[.pullRequest(parent.reference)] != nil)
    play.fetches(parent)
    #expect(
      play.why(1).contains("merged into 'feature-a' and lands with pull request acme/shop#7, which is not merged"))
    #expect(play.questions.isEmpty)
    let landed = parent.with {
      $0.state = .merged
      $0.closedAt = curtain.adding(seconds: 200)
    }
    #expect(play.mission.interests.contains(.pullRequest(parent.reference)))
    play.hears("closed", landed)
    play.fetches(landed)
    #expect(play.state(1) == .done(.merged))
  }

  @Test(
    "A stack whose base was merged before, or closed without merging, never lands by itself: a person is asked",
    arguments: [PullRequestSnapshot.State.merged, .closed])
  func brokenStack(state: PullRequestSnapshot.State) {
    var play = stacked()
    play.fetches(
      parent.with {
        $0.state = state
        $0.closedAt = curtain.adding(seconds: 50)
      })
    #expect(!play.item(1).isDone)
    #expect(play.questions.count == 1)
    play.note("resume")
    #expect(play.state(1) == .done(.merged))
  }

  @Test("A branch of its own standing is where it belongs, and so is the default branch whatever else goes out of it")
  func ownBase() {
    for change: (inout Pull) -> Void in [{ $0.base = "release/3" }, { $0.stackedOn = 7 }] {
      var play = submitted()
      play.fetches(merged.with(change))
      #expect(play.state(1) == .done(.merged))
    }
  }

  // MARK: What GitHub shows of a branch

  private func standing(_ messages: [String], isMerged: Bool = true, contains: Bool = true) -> Landing.Standing {
    let commits = messages.enumerated().map {
      BranchHistory.Commit(sha: "\($0.offset)fffffffffff", message: $0.element)
    }
    return BranchHistory(containsCommit: contains, since: commits).standing(
      of: .init(reference: reference, commit: "abcdef0123456789", branch: "main", isMerged: isMerged))
  }

  @Test(
    "A revert is known by the commit or the pull request it names",
    arguments: [
      "Revert \"Add\"\n\nThis reverts commit abcdef0123456789.", "Undo\n\nThis reverts commit abcdef0, which broke it.",
      "Revert \"Add the table\" (#50)\n\nReverts acme/shop#42", "Revert \"Add the table (#42)\" (#50)",
      "Oops\n\nReverts #42.",
    ])
  func reverts(message: String) {
    #expect(standing(["Something else", message]) == .reverted(by: "1fffffffffff"))
  }

  @Test(
    "Everything else is none",
    arguments: [
      "Follow-up to #42", "Revert \"Another (#421)\" (#50)", "This reverts commit abcdee0.", "Reverts acme/api#42",
      "Revert \"Revert \"Add the table (#42)\" (#50)\" (#51)", "This reverts commit",
    ])
  func noReverts(message: String) {
    #expect(standing([message]) == .landed)
  }

  @Test("A revert that was reverted is none; what the branch does not contain is lost")
  func revertOfRevert() {
    let first = "Revert \"Add\"\n\nThis reverts commit abcdef0123456789."
    #expect(standing([first, "Reapply \"Add\"\n\nThis reverts commit 0fffffffffff."]) == .landed)
    #expect(standing([], contains: false) == .lost)
  }

  @Test("A bot's push is known by what it contains or by the pull request it says it resolves")
  func pushes() {
    let title = "Add the table (#42)"
    let phrase = "Add the table\n\nPull Request resolved: https://github.com/acme/shop/pull/42"
    for message in [title, phrase, "Add\n\nCloses #42."] {
      #expect(standing([message], isMerged: false, contains: false) == .landed, "\(message)")
    }
    #expect(standing([], isMerged: false, contains: true) == .landed)
    for message in ["See #42", "Revert \"Add the table (#42)\"", "Add (#421)"] {
      #expect(standing([message], isMerged: false, contains: false) == .lost, "\(message)")
    }
  }
}
