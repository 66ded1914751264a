import FoundationEssentials
import MissionCore
import Testing

@testable import GitHub

@Suite("Our queries")
struct OurQueriesTests {
  static let schemaPath = PackageFolder.path + "/../shared/schema/github.graphql"
  static let documents = [
    "one pull request": PullRequestQuery.batchText(count: 1),
    "a batch of pull requests": PullRequestQuery.batchText(count: PullRequestQuery.batchSize),
    "further pages": PullRequestQuery.pagesText(),
    "the first comments of threads": PullRequestQuery.firstCommentsText(),
    "the last comments of threads": PullRequestQuery.lastCommentsText(),
    "whether it is merged": GitHubActor.mergedText, "the state before an act": GitHubActor.stateText,
    "entering the merge queue": GitHubActor.enqueueText,
    "leaving the merge queue": GitHubActor.dequeueText,
    "a thread": GitHubActor.threadText, "answering in a thread": GitHubActor.replyText,
    "resolving a thread": GitHubActor.resolveText,
  ]

  @Test(
    "every name in our queries is one of GitHub's schema",
    .enabled(if: PackageFolder.exists(schemaPath), "GitHub's schema is not beside the package"))
  func againstSchema() throws {
    let text = String(decoding: try Data(contentsOf: URL(filePath: Self.schemaPath)), as: UTF8.self)
    let schema = try GraphQLSchema(text)
    for (name, document) in Self.documents {
      #expect(try GraphQLCheck.faults(of: document, in: schema) == [], "\(name)")
    }
  }

  @Test(
    "what is left of our queries without a part has every name in GitHub's schema, and nothing that is not used",
    .enabled(if: PackageFolder.exists(schemaPath), "GitHub's schema is not beside the package"),
    arguments: QueryPart.allCases.map { [$0] } + [QueryPart.allCases])
  func withoutParts(parts: [QueryPart]) throws {
    let schema = try GraphQLSchema(
      String(decoding: try Data(contentsOf: URL(filePath: Self.schemaPath)), as: UTF8.self))
    let parts = Set(parts)
    let documents = [
      PullRequestQuery.batchText(count: 2, without: parts), PullRequestQuery.pagesText(without: parts),
      PullRequestQuery.firstCommentsText(without: parts), PullRequestQuery.lastCommentsText(without: parts),
    ]
    for document in documents { #expect(try GraphQLCheck.faults(of: document, in: schema) == []) }
  }

  @Test("a batch asks for each pull request with its own variables, and nothing from outside is in its text")
  func variables() throws {
    let repository = try #require(RepositoryName("octo-org/hello-world"))
    let references = try [7, 8].map { try #require(PullRequestReference(repository: repository, number: $0)) }
    let query = PullRequestQuery.batch(references[...])
    #expect(
      query.variables == [
        "o0": .text("octo-org"), "r0": .text("hello-world"), "n0": .number(7), "o1": .text("octo-org"),
        "r1": .text("hello-world"), "n1": .number(8),
      ])
    #expect(!query.text.contains("octo-org") && !query.text.contains("hello-world"))
    #expect(query.text.contains("isRequired(pullRequestNumber:$n1)"))
    for (_, document) in Self.documents { _ = try GraphQLDocument(document) }
  }

  @Test("a query is sent as GitHub reads it")
  func encoding() throws {
    let query = GraphQLQuery(
      text: "{a}", variables: ["a": .text("x"), "b": .number(1), "c": .flag(true), "d": .null, "e": .list(["y"])])
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(
      String(decoding: try encoder.encode(query), as: UTF8.self)
        == #"{"query":"{a}","variables":{"a":"x","b":1,"c":true,"d":null,"e":["y"]}}"#)
  }
}
