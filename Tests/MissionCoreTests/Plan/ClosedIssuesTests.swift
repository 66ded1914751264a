import MissionCore
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
        IssueText.closedIssues(inPullRequestBody: body, branch: "main", repository: shop) == references("4"), "\(body)")
    }
    let elsewhere = "\(word) acme/api#5, \(word) https://git.corp.example/acme/web/issues/6"
    #expect(
      IssueText.closedIssues(inPullRequestBody: elsewhere, branch: "", repository: shop)
        == references("acme/api#5 acme/web#6"))
  }

  @Test(
    "What is not a closing word before a visible reference closes nothing",
    arguments: [
      "#4", "for #4", "closing #4", "prefixes #4", "fixes the bug in #4", "`fixes #4`", "```\nfixes #4\n```",
      "> fixes #4", "<!-- fixes #4 -->",
      "fixes\n\n#4", "fixes :: #4", "fixes https://github.com/acme/shop/pull/4", ": #4", "",
    ])
  func ignores(body: String) {
    #expect(IssueText.closedIssues(inPullRequestBody: body, branch: "main", repository: shop) == [])
  }

  @Test("Only the first reference behind a closing word is closed, as on GitHub")
  func closesOnlyFirst() {
    #expect(IssueText.closedIssues(inPullRequestBody: "Closes #4, #5", branch: "", repository: shop) == references("4"))
  }

  @Test(
    "A branch names an issue in the usual forms",
    arguments: [
      ("issue-12", "12"), ("issue/12-title", "12"), ("12-title", "12"), ("12", "12"), ("fix/12", "12"), ("gh-12", "12"),
      ("GH-12", "12"),
      ("feature/12-title", "12"), ("fix/issue-35", "35"), ("issues-7_x", "7"), ("me/12_title", "12"),
      ("12/34-x", "12 34"), ("main", ""),
      ("title-12", ""), ("v2", ""), ("release/1.4", ""), ("12a", ""), ("issue-", ""), ("issue-x12", ""), ("0", ""),
      ("", ""), ("//", ""),
      ("99999999999999999999", ""), ("issue-12.3", ""), ("-12", ""), ("tissue-12", ""),
    ])
  func readsBranch(branch: String, expected: String) {
    #expect(IssueText.closedIssues(inPullRequestBody: "", branch: branch, repository: shop) == references(expected))
  }

  @Test("What body and branch both name is named once, the body's first")
  func namesOnce() {
    let closed = IssueText.closedIssues(
      inPullRequestBody: "Fixes #5. Closes Acme/SHOP#12", branch: "fix/12", repository: shop)
    #expect(closed == references("5 12"))
  }
}
