import MissionCore
import TestSupport
import Testing

@Suite struct ClosedIssuesTests {
  @Test(
    "Every closing word of GitHub closes the one reference behind it",
    arguments: ["close", "closes", "closed", "fix", "fixes", "fixed", "resolve", "resolves", "resolved"])
  func closes(word: String) {
    for body in [
      "\(word) #4", "\(word): #4", "x, \(word.uppercased())  **#4**.",
      "- \(word) [#4](https://github.com/acme/shop/issues/4)",
    ] {
      #expect(
        IssueText.closedIssues(inPullRequestBody: body, repository: shop) == references("4"), "\(body)")
    }
    let elsewhere = "\(word) acme/api#5, \(word) https://git.corp.example/acme/web/issues/6"
    #expect(
      IssueText.closedIssues(inPullRequestBody: elsewhere, repository: shop)
        == references("acme/api#5 acme/web#6"))
  }

  @Test(
    "What is not a closing word before a visible reference closes nothing",
    arguments: [
      "#4", "for #4", "closing #4", "prefixes #4", "fixes the bug in #4", "`fixes #4`", "```\nfixes #4\n```",
      "> fixes #4", "<!-- fixes #4 -->",
      "fixes\n\n#4", "fixes :: #4", "fixes https://github.com/acme/shop/pull/new/4", ": #4", "",
    ])
  func ignores(body: String) {
    #expect(IssueText.closedIssues(inPullRequestBody: body, repository: shop) == [])
  }

  @Test("Only the first reference behind a closing word is closed, as on GitHub")
  func closesOnlyFirst() {
    #expect(IssueText.closedIssues(inPullRequestBody: "Closes #4, #5", repository: shop) == references("4"))
  }

  @Test(
    "Only a branch of ours says which issue it was made for",
    arguments: [
      ("signalbox/12-title", "12"), ("signalbox/12", "12"), ("Signalbox/7-x", "7"),
      // Each of these was taken for the issue of that number once.
      ("11-27-update_deps", ""), ("gh/someone/7/head", ""), ("mergify/bp/release/3/pr-40", ""), ("release/2", ""),
      ("hotfix/5-minute-cache", ""), ("feature/3-column-layout", ""), ("renovate/12-x", ""), ("backport/8", ""),
      ("sprint/14", ""), ("2024-05-01-cleanup", ""), ("issue-12", ""), ("issue/12-title", ""), ("12-title", ""),
      ("12", ""),
      ("fix/12", ""), ("gh-12", ""), ("GH-12", ""), ("copilot/fix-12", ""), ("claude/issue-12-2026", ""),
      ("dependabot/npm/12", ""), ("me/signalbox/12-x", ""), ("signalbox/12_x", ""), ("signalbox/12.3", ""),
      ("signalbox/x12", ""), ("signalbox/", ""), ("signalbox", ""), ("signalbox/12x", ""), ("signalbox/0", ""),
      ("signalbox/001-title-1d2e3f40", ""), ("signalbox/0100-title", ""),
      ("signalbox/99999999999999999999", ""), ("", ""), ("//", ""), ("main", ""),
    ])
  func readsBranch(branch: String, expected: String) {
    #expect(IssueText.issue(ofBranch: branch, repository: shop).map { [$0] } ?? [] == references(expected))
  }

  @Test("Whatever stands around a number in a foreign branch's name, no issue is named")
  func seedsBranches() {
    let parts = [
      "release", "fix", "issue-", "issues-", "gh-", "GH-", "feature", "/", "-", "_", ".", "12", "3", "2026", "v", "x",
      "signalbox",
      "bp", "pr-", "#", "é",
    ]
    for seed in 0..<UInt64(Lives.count * 4) {
      var chance = SplitMix64(seed: seed)
      let branch = (0..<6).map { _ in parts.randomElement(using: &chance)! }.joined()
      guard !branch.hasPrefix("signalbox/") else { continue }
      #expect(IssueText.issue(ofBranch: branch, repository: shop) == nil, "\(branch)")
    }
  }

  @Test("An issue that a body closes twice is named once")
  func namesOnce() {
    let closed = IssueText.closedIssues(inPullRequestBody: "Fixes #5. Closes Acme/SHOP#5", repository: shop)
    #expect(closed == references("5"))
  }
}
