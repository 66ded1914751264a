import MissionCore
import Testing

@testable import GitHub

@Suite struct GitHubErrorTests {
  private static let later = Timestamp(milliseconds: 1_800_000_000_000)

  @Test(
    "every error says what to do about it",
    arguments: [
      (.unauthorized("Bad credentials"), "SIGNALBOX_GITHUB_TOKEN"), (.forbidden("no"), "permission"),
      (.singleSignOn("required; url=https://github.com/orgs/o/sso?a=1"), "https://github.com/orgs/o/sso?a=1"),
      (.singleSignOn("required; url=javascript:1"), "settings page"),
      (.primaryLimit(until: later), "2027-01-15 08:00:00 UTC"), (.secondaryLimit(until: later), "2027-01-15"),
      (.transport(.cannotResolve("no such host")), "--github-api, proxy"), (.server(status: 502), "later"),
      (.gone("Gone"), "on GitHub"), (.unprocessable("boom"), "names"), (.notJSON(""), "--github-api"),
      (.noToken(.none), "--github-token-file"),
    ] as [(GitHubError, String)])
  func remedy(error: GitHubError, word: String) {
    #expect(error.remedy.contains(word))
    #expect(HookError.github(error).remedy == error.remedy)
  }

  @Test("whose answer could not be read, and what failed, is said")
  func subject() {
    #expect(GitHubError.notJSON("<").summary == "GitHub's answer is no JSON")
    #expect(GitHubError.transport(.tls("wrong version number")).summary == "TLS failed: wrong version number")
  }
}
