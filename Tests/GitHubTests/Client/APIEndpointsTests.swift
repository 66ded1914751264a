import GitHub
import MissionCore
import Testing

@testable import GitHub

@Suite struct APIEndpointsTests {
  @Test(
    "GraphQL is where the contract says",
    arguments: [
      ("https://api.github.com", "https://api.github.com/graphql"),
      ("https://api.github.com/", "https://api.github.com/graphql"),
      ("https://ghe.example.com/api/v3", "https://ghe.example.com/api/graphql"),
      ("https://ghe.example.com/api/v3/", "https://ghe.example.com/api/graphql"),
      ("https://ghe.example.com/git/api/v3", "https://ghe.example.com/git/api/graphql"),
      ("http://127.0.0.1:9000", "http://127.0.0.1:9000/graphql"),
      ("http://[::1]:9000/base", "http://[::1]:9000/base/graphql"),
      ("HTTPS://API.GitHub.com:443", "https://api.github.com/graphql"),
    ])
  func placesGraphQL(base: String, graphql: String) throws {
    #expect(try APIEndpoints(base: base).graphql == graphql)
  }

  @Test(
    "What is no base is refused",
    arguments: [
      "", "api.github.com", "ftp://api.github.com", "https://", "https:///x", "https://user@host", "https://u:p@host",
      "https://host:0", "https://host:99999", "https://host:", "https://host/?q=1", "https://host?x", "https://ho st",
      "https://host/a b", "https://host\\evil", "file:///etc/passwd", "https://[::1", "https://hö.example",
    ])
  func refusesBases(base: String) {
    #expect(throws: APIEndpoints.Fault(base: base)) { try APIEndpoints(base: base) }
  }

  @Test(
    "Links to the same origin are followed, put together from our own origin",
    arguments: [
      ("/repositories/1/issues?page=2", "https://api.github.com/repositories/1/issues?page=2"),
      ("https://api.github.com/x", "https://api.github.com/x"),
      ("https://API.github.com:443/x?y=z", "https://api.github.com/x?y=z"),
      ("https://api.github.com/x#part", "https://api.github.com/x"),
      ("https://api.github.com/x?to=https://evil.example/", "https://api.github.com/x?to=https://evil.example/"),
    ])
  func follows(location: String, target: String) {
    #expect(APIEndpoints.gitHub.follow(location) == target)
  }

  @Test(
    "Links anywhere else are not followed, however they are dressed up",
    arguments: [
      "https://evil.example/x", "http://api.github.com/x", "https://api.github.com:8443/x", "//evil.example/x",
      "https://api.github.com@evil.example/x", "https://api.github.com:443@evil.example/", "/\\evil.example",
      "https://api.github.com\\@evil.example/", "https://api.github.com.evil.example/",
      "https://evil.example#@api.github.com/",
      "https://evil.example?https://api.github.com/", "x", "", "javascript:alert(1)", "/a\nb", "/a b",
      "https://user@api.github.com/x",
    ])
  func refusesLinks(location: String) {
    #expect(APIEndpoints.gitHub.follow(location) == nil)
  }

  @Test("What is put into a path stays one segment")
  func encodesSegments() throws {
    let branch = "feature/a b?c=d#e%2F&ü"
    let path: APIPath = "/branches/\(branch)/protection"
    #expect(path.description == "/branches/feature%2Fa%20b%3Fc%3Dd%23e%252F%26%C3%BC/protection")
    let parent: APIPath = "/branches/\("..")/\(".")/\(7)"
    #expect(parent.description == "/branches/%2E%2E/%2E/7")
    let repository = try #require(RepositoryName("octo/hello.world"))
    let issue: APIPath = "/repos/\(repository)/issues/\(12)"
    #expect(issue.description == "/repos/octo/hello.world/issues/12")
  }

  @Test(
    "An encoded path is taken only if it is one", arguments: ["", "x", "/a?b", "/a b", "/a#b", "/ü", "/a\nb", "/<"])
  func refusesPaths(text: String) {
    #expect(APIPath(encoded: text) == nil)
    #expect(APIPath(encoded: "/a%20b/c")?.description == "/a%20b/c")
  }

  @Test(
    "The next page is found in any spelling of the header",
    arguments: [
      (["<https://a/?page=2>; rel=\"next\", <https://a/?page=9>; rel=\"last\""], "https://a/?page=2"),
      (["<https://a/?page=1>; rel=\"prev\", <https://a/?page=3>; rel=\"next\""], "https://a/?page=3"),
      (["<https://a/?q=a,b&page=2>; rel=next"], "https://a/?q=a,b&page=2"),
      (["<https://a/1>; rel=\"last\"", "<https://a/2>;title=x ; REL = \"Next\""], "https://a/2"),
      (["<https://a/1>; rel=\"last\""], nil), ([], nil), ([""], nil), (["<https://a"], nil), (["rel=next"], nil),
      (["<https://a/1>"], nil),
    ] as [([String], String?)])
  func readsLinks(values: [String], next: String?) {
    #expect(LinkHeader(values).next == next)
  }
}
