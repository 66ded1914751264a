import Testing

@testable import MissionCore

@Suite struct PullRequestMentionTests {
  private let hosts = GitHubHosts(["github.com", "api.github.com", "git.corp.example", "git:8443"])

  @Test("An address on another host is none", arguments: ["https://evil.example", "github.com.evil.example", "//x"])
  func elsewhere(host: String) {
    #expect(PullRequestMention.all(in: "see \(host)/acme/shop/pull/42", home: shop, on: .gitHub).isEmpty)
    #expect(PullRequestMention.claimed(in: "\(host)/acme/shop/pull/42", home: shop, on: .gitHub) == nil)
  }

  @Test(
    "A claim is one reference and nothing else, in any form that names a pull request",
    arguments: [
      ("https://github.com/acme/shop/pull/42", true), ("acme/shop#42", true), ("#42", true), ("42", true),
      ("see #42", false), ("#x", false), ("", false), ("https://github.com/acme/shop/issues/42", false),
    ])
  func claims(text: String, isOne: Bool) {
    let found = PullRequestMention.claimed(in: text, home: shop, on: .gitHub)
    #expect(found == (isOne ? PullRequestReference("acme/shop#42") : nil))
  }

  @Test(
    "A pull request is found in every form agents report it in",
    arguments: [
      ("https://github.com/acme/shop/pull/42", "acme/shop#42!"),
      ("Opened https://github.com/acme/shop/pull/42.", "acme/shop#42!"),
      ("github.com/acme/shop/pull/42", "acme/shop#42!"), ("see (github.com/acme/shop/pull/42)", "acme/shop#42!"),
      ("https://api.github.com/repos/acme/shop/pulls/42", "acme/shop#42!"),
      ("api.github.com/repos/acme/shop/pulls/42", "acme/shop#42!"),
      ("https://git.corp.example/api/v3/repos/acme/shop/pulls/42", "acme/shop#42!"),
      ("https://github.com/acme/shop/pulls/42", "acme/shop#42!"),
      ("https://github.com/acme/shop/pull/42/files", "acme/shop#42!"),
      ("https://github.com/acme/shop/pull/42#issuecomment-1", "acme/shop#42!"),
      ("https://git:8443/acme/shop/pull/42", "acme/shop#42!"),
      ("[PR](https://github.com/acme/shop/pull/42)", "acme/shop#42!"),
      ("PR:https://github.com/acme/shop/pull/42", "acme/shop#42!"),
      ("PR #42 is open against main", "acme/shop#42"), ("Opened PR#42", "acme/shop#42"),
      ("pull request #42.", "acme/shop#42"),
      ("Pull Request: #42", "acme/shop#42"), ("PR created: #42", "acme/shop#42"), ("PR opened (#42).", "acme/shop#42"),
      ("The pull request is #42.", "acme/shop#42"), ("PR is ready. Fixed #42", ""), ("(PR: #42)", "acme/shop#42"),
      ("acme/api#7", "acme/api#7"),
      ("PR #42: https://github.com/acme/shop/pull/42", "acme/shop#42!"),
      ("PR #42 and PR #43", "acme/shop#42 acme/shop#43"),
      ("https://github.com/acme/shop/pull/new/fix", ""), ("https://github.com/acme/shop/compare/main...fix", ""),
      ("https://github.com/acme/shop/issues/42", ""), ("fixed #42", ""), ("PR 42", ""), ("42", ""), ("", ""),
      ("Opened PR #42, which supersedes PR #40", "acme/shop#42"), ("PR #42 (stacked on PR #41)", "acme/shop#42"),
      ("https://github.com/acme/shop/pull/42\n\nFollow-up to https://github.com/acme/shop/pull/30", "acme/shop#42!"),
      ("Done. See acme/shop#42", "acme/shop#42"), ("See PR #42", "acme/shop#42"),
      ("done like acme/shop#42", ""), ("this needs PR #42 first", ""), ("it is based on PR #42", ""),
      ("I read https://github.com/acme/shop/pull/42 to learn how", ""),
      ("PR #43 builds on acme/shop#42", "acme/shop#43"), ("Like it? PR #42", "acme/shop#42"),
      ("That is what it looks like. https://github.com/acme/shop/pull/42", "acme/shop#42!"),
      ("See https://github.com/acme/shop/pull/42", "acme/shop#42!"), ("It is similar to the pull request #42", ""),
      ("pull/42", ""), ("acme/shop/pull/42", ""), ("https://github.com/acme/shop/pull/42x", ""), ("PR #0", ""),
      ("PR #x", ""),
      ("https://github.com/acme/shop/pull/99999999999999999999", ""), ("request #42", ""), ("https://", ""),
      ("/////", ""),
    ])
  func finds(text: String, expected: String) {
    let found = PullRequestMention.all(in: text, home: shop, on: hosts).map { mention in
      switch mention {
      case .certain(let reference): "\(reference)!"
      case .possible(let reference): "\(reference)"
      }
    }
    #expect(found.joined(separator: " ") == expected)
  }

  @Test(
    "A result without a pull request says what is missing",
    arguments: [
      ("https://github.com/acme/shop/pull/new/fix", PullRequestMention.Shortfall.notOpened),
      ("Compare: https://github.com/acme/shop/compare/main...fix?expand=1", .notOpened),
      ("Done, see https://github.com/acme/shop/issues/3", .issueOnly), ("Done.", nil), ("", nil),
      ("PR #42", nil), ("See github.com/acme/shop/issues/3", .issueOnly), ("Read docs/issues/3", nil),
      ("github.com/acme/shop/compare/main...fix", .notOpened),
      ("remote: Create a pull request by visiting:\nremote:   https://github.com/acme/shop/pull/new/fix", .notOpened),
    ])
  func names(text: String, expected: PullRequestMention.Shortfall?) {
    #expect(PullRequestMention.shortfall(in: text, home: shop) == expected)
  }

  @Test("Work whose result shows no pull request that was opened is refused, and can be reported again")
  func refuses() {
    var play = Play([work(1)], agents: ["backend"])
    play.finishes("backend", "https://github.com/acme/shop/pull/new/fix")
    #expect(play.item(1).submissions == 0)
    play.finishes("backend", "PR: https://github.com/acme/shop/pull/42")
    #expect(play.item(1).submissions == 1)
  }
}
