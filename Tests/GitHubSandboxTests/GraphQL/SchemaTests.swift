import FoundationEssentials
import MissionCore
import Testing

@testable import GitHubSandbox

@Suite struct SchemaTests {
  private static let published = "../shared/schema/github.graphql"
  private static var isPublishedSchemaHere: Bool { FileManager.default.fileExists(atPath: published) }

  @Test(
    "every type, field, argument and word of ours is in GitHub's published schema",
    .enabled(if: isPublishedSchemaHere, "skipped: the published schema is not beside the package"))
  func published() throws {
    let text = String(decoding: try Data(contentsOf: URL(filePath: Self.published)), as: UTF8.self)
    let published = try GraphQLSchema(text)
    let ours = GraphQLSchema.gitHub
    #expect(published.composites.count > 500)
    for (name, type) in ours.composites {
      let theirs = try #require(published.composites[name], "\(name)")
      #expect(type.kind == theirs.kind && type.interfaces.isSubset(of: theirs.interfaces), "\(name)")
      for (field, definition) in type.fields {
        // A commit is the only target a branch can have, and there are no other git objects here.
        if name == "Ref", field == "target" { continue }
        let original = try #require(theirs.fields[field], "\(name).\(field)")
        #expect(definition.type == original.type, "\(name).\(field)")
        for (argument, wanted) in definition.arguments {
          #expect(original.arguments[argument] == wanted, "\(name).\(field)(\(argument))")
        }
      }
    }
    for (name, members) in ours.unions { #expect(Set(members).isSubset(of: published.unions[name] ?? []), "\(name)") }
    for (name, words) in ours.enums { #expect(Set(words).isSubset(of: published.enums[name] ?? []), "\(name)") }
  }

  @Test("every field of every type is served")
  func served() throws {
    var shop = FurnishedState(protection: BranchProtection(source: .classic, requiredChecks: [.init(context: "ci")]))
    _ = try shop.state.openIssue(IssueDraft("A", labels: ["x"]), in: FurnishedState.shop, by: shop.by("ada"))
    let number = try shop.openPull(body: "Closes #1")
    let head = try shop.pull(number).headSHA
    _ = try shop.state.comment(on: 1, in: FurnishedState.shop, "Hm", by: shop.by("bob"))
    _ = try shop.state.review(
      number, in: FurnishedState.shop, ReviewDraft(.approved, comments: [.init(path: "a", line: 1, body: "x")]),
      by: shop.by("bob"))
    _ = try shop.state.createCheckRun(on: head, in: FurnishedState.shop, CheckRunDraft(name: "ci"), by: shop.by("acme"))
    _ = try shop.state.setStatus(on: head, in: FurnishedState.shop, context: "l", state: "success", by: shop.by("acme"))
    let repository = try shop.repository
    let pull = try shop.pull(number)
    let issue = try shop.issue(1)
    let home = repository.id
    let objects: [GraphQLObject] = [
      .query, .mutation, .account(shop.state.knownAccount("ada")),
      .account(shop.state.account(named: "cursor[bot]")),
      .account(shop.state.account(named: "org", kind: .organization)), .repository(home),
      .issue(repository: home, issue),
      .issueComment(repository: home, issue, try #require(issue.comments.first)),
      .label(repository: home, try #require(repository.labels.first)),
      .pullRequest(repository: home, number: number), .commit(repository: home, sha: head),
      .rollUp(repository: home, sha: head),
      .checkRun(repository: home, try #require(repository.checkRuns.first)),
      .checkSuite(repository: home, try #require(repository.checkSuites.first)),
      .workflowRun(repository: home, try #require(repository.workflowRuns.first)),
      .status(repository: home, try #require(repository.statuses.first)),
      .app(try #require(repository.checkSuites.first).app),
      .review(repository: home, number: number, try #require(pull.reviews.first)),
      .thread(repository: home, number: number, id: try #require(pull.threads.first).id),
      .lineComment(repository: home, number: number, try #require(pull.comments.first)),
      .branch(repository: home, name: "main"),
    ]
    let source = try Self.source(shop.state, by: shop.by("acme"))
    for object in objects {
      let fields = try #require(GraphQLSchema.gitHub.composites[object.type], "\(object.type)").fields
      for field in fields.keys {
        var source = source
        do throws(GraphQLFault) {
          _ = try source.resolve(
            field, of: object,
            GraphQLArguments(field: field, values: ["first": 1, "pullRequestNumber": .integer(number)]))
        } catch {
          #expect(error.type != "INTERNAL", "\(object.type).\(field): \(error.message)")
        }
      }
    }
    let records = GraphQLSchema.gitHub.composites.filter { $0.value.kind == .object }.keys
    #expect(Set(records).isSuperset(of: objects.map(\.type)))
  }

  private static func source(_ state: SandboxState, by act: Act) throws -> GraphQLSource {
    let document = try GraphQLParser.parse("{viewer{login}}")
    let variables = try GraphQLVariables([], given: [:])
    let cost = GraphQLCost(
      of: document.operations[0], in: document, variables: variables, schema: .gitHub)
    return GraphQLSource(state: state, act: act, budget: .init(resetsAt: act.now), cost: cost)
  }
}
