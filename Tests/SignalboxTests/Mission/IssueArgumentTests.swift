import MissionCore
import Testing

@testable import CommandLine
@testable import Views

@Suite struct IssueArgumentTests {
  private static let home = RepositoryName("acme/shop")

  @Test(
    "An issue is understood in every form people write it",
    arguments: [
      ("23", "acme/shop#23"), ("#23", "acme/shop#23"), ("other/repo.js#7", "other/repo.js#7"),
      ("https://github.com/acme/shop/issues/23", "acme/shop#23"),
      ("https://ghe.corp/acme/shop/issues/23/", "acme/shop#23"),
      ("http://127.0.0.1:9000/acme/shop/issues/23", "acme/shop#23"),
      ("HTTPS://github.com/acme/shop/issues/23#issuecomment-1", "acme/shop#23"),
      ("https://github.com/acme/shop/issues/23?x=1", "acme/shop#23"),
    ])
  func forms(text: String, issue: String) throws {
    #expect(try IssueArgument.read(text, home: Self.home).get().description == issue)
  }

  @Test(
    "What is no issue is refused",
    arguments: [
      "", "#", "0", "-1", "x", "#x", "2147483648", "99999999999999999999", "acme#1", "acme/shop#", "acme/shop#0",
      "a/b/c#1", "٣", "https://github.com/acme/shop/pull/23", "https://github.com/acme/shop/issues/",
      "https://github.com/acme/shop/issues/23/x", "https://github.com/acme/../issues/23", "https://",
      "https:///a/b/issues/1",
      "ftp://github.com/acme/shop/issues/1",
    ])
  func refused(text: String) {
    #expect(throws: ConfigurationProblem.self) { try IssueArgument.read(text, home: Self.home).get() }
  }

  @Test("A bare number without a repository says what is missing")
  func noHome() {
    #expect(
      throws: ConfigurationProblem(text: "'#5' names no repository, and neither --repo nor an origin remote does")
    ) {
      try IssueArgument.read("#5", home: nil).get()
    }
  }
}
