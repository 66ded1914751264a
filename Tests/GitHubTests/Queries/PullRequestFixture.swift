import GitHub
import MissionCore

/// Small GraphQL answers about pull requests, written after GitHub's.
enum PullRequestFixture {
  static let repository = RepositoryName("octo-org/hello-world")!
  static let head = "ec26c3e57ca3a959ca5aad62de7213c562f8c821"
  static let otherHead = "6113728f27ae82c7b1a177c8d03f9e96e0adf246"
  static let moment = Timestamp(milliseconds: 1_557_933_633_000)
  static let now = Timestamp(milliseconds: 1_790_000_000_000)

  static func reference(_ number: Int) -> PullRequestReference {
    PullRequestReference(repository: repository, number: number)!
  }

  static func account(_ login: String, _ type: String = "User") -> String {
    #"{"__typename":"\#(type)","login":"\#(login)"}"#
  }

  /// A connection of these nodes.
  static func page(
    _ nodes: [String], total: Int? = nil, next: String? = nil, previous: String? = nil
  ) -> String {
    let info = """
      {"hasNextPage":\(next != nil),"endCursor":\(quoted(next)),
      "hasPreviousPage":\(previous != nil),"startCursor":\(quoted(previous))}
      """
    return #"{"totalCount":\#(total ?? nodes.count),"pageInfo":\#(info),"nodes":[\#(nodes.joined(separator: ","))]}"#
  }

  static func commits(_ contexts: String?, head: String = head) -> String {
    let rollup = contexts.map { #"{"contexts":\#($0)}"# } ?? "null"
    return """
      {"nodes":[{"commit":{"oid":"\(head)","committedDate":"2019-05-15T15:20:33Z","statusCheckRollup":\(rollup)}}]}
      """
  }

  static func checkRun(_ name: String, _ changed: [String: String] = [:]) -> String {
    WebhookFixture.object(
      [
        "__typename": #""CheckRun""#, "name": #""\#(name)""#, "status": #""COMPLETED""#,
        "conclusion": #""SUCCESS""#, "startedAt": #""2019-05-15T15:20:33Z""#,
        "completedAt": #""2019-05-15T15:20:42Z""#, "detailsUrl": #""https://ci.example/1""#,
        "url": #""https://github.com/x""#, "title": "null", "summary": #""Fine.""#, "databaseId": "11",
        "externalId": #""x:1""#, "isRequired": "true",
        "checkSuite": """
        {"databaseId":41,"app":{"slug":"actions","databaseId":15368},
        "workflowRun":{"databaseId":21,"event":"push","workflow":{"databaseId":31}}}
        """,
      ], changed)
  }

  static let status = """
    {"__typename":"StatusContext","context":"build","state":"EXPECTED","description":null,"targetUrl":null,
    "createdAt":"2019-05-15T15:20:33Z","isRequired":false}
    """

  static func review(_ id: Int, by author: String = account("codertocat"), _ state: String = "APPROVED") -> String {
    """
    {"id":"PRR_\(id)","fullDatabaseId":"\(id)","author":\(author),"state":"\(state)",
    "commit":{"oid":"\(head)"},"body":"Fine.","url":"https://github.com/r/\(id)",
    "submittedAt":"2019-05-15T15:20:33Z"}
    """
  }

  static func comment(_ id: Int, author: String = account("cursor", "Bot")) -> String {
    """
    {"id":"IC_\(id)","fullDatabaseId":\(id),"author":\(author),"body":"Text \(id)",
    "url":"https://github.com/c/\(id)","updatedAt":"2019-05-15T15:20:33Z"}
    """
  }

  static func thread(_ id: String, comments: [String], total: Int? = nil) -> String {
    """
    {"id":"\(id)","isResolved":false,"isOutdated":true,"path":"README.md","line":null,"originalLine":3,
    "comments":{"totalCount":\(total ?? comments.count),"nodes":[\(comments.joined(separator: ","))]}}
    """
  }

  /// A thread as the batch gives it: without its comments.
  static func bareThread(_ id: String) -> String {
    """
    {"id":"\(id)","isResolved":false,"isOutdated":false,"path":"README.md","line":3,"originalLine":3}
    """
  }

  static func rule(_ checks: String) -> String {
    """
    {"type":"REQUIRED_STATUS_CHECKS","parameters":{"__typename":"RequiredStatusChecksParameters",
    "strictRequiredStatusChecksPolicy":true,"requiredStatusChecks":[\(checks)]}}
    """
  }

  static func base(rules: String = page([]), protection: String = "null", update: String = "null") -> String {
    #"{"branchProtectionRule":\#(protection),"refUpdateRule":\#(update),"rules":\#(rules)}"#
  }

  static func pullRequest(_ changed: [String: String] = [:]) -> String {
    WebhookFixture.object(
      [
        "title": #""Update""#, "url": #""https://github.com/octo-org/hello-world/pull/2""#,
        "author": account("octocat"), "state": #""OPEN""#, "merged": "false", "isDraft": "false",
        "headRefOid": #""\#(head)""#, "headRefName": #""changes""#, "baseRefName": #""main""#,
        "mergeable": #""MERGEABLE""#, "mergeStateStatus": #""CLEAN""#, "body": #""""#,
        "updatedAt": #""2019-05-15T15:20:33Z""#, "closingIssuesReferences": #"{"nodes":[]}"#,
        "isMergeQueueEnabled": "true", "isInMergeQueue": "true",
        "mergeQueueEntry": #"{"state":"AWAITING_CHECKS"}"#,
        "commits": commits(page([checkRun("lint")])), "latestOpinionatedReviews": page([]),
        "reviewThreads": page([]), "comments": page([]), "baseRef": base(),
      ], changed)
  }

  /// A whole answer: what stands under each alias, and the errors.
  static func answer(_ pullRequests: [String?], errors: [String] = []) -> String {
    let data = pullRequests.enumerated().map { place, pullRequest in
      #""p\#(place)":{"pullRequest":\#(pullRequest ?? "null")}"#
    }
    let list = errors.isEmpty ? "" : #","errors":[\#(errors.joined(separator: ","))]"#
    return #"{"data":{\#(data.joined(separator: ",")),"rateLimit":{"cost":1,"remaining":4999}}\#(list)}"#
  }

  static func error(_ type: String?, _ path: [String]?, _ message: String = "Sorry") -> String {
    var members = [#""message":"\#(message)""#]
    if let type { members.append(#""type":"\#(type)""#) }
    if let path {
      members.append(#""path":[\#(path.map { Int($0) == nil ? "\"\($0)\"" : $0 }.joined(separator: ","))]"#)
    }
    return "{\(members.joined(separator: ","))}"
  }

  /// The answer to a query that asks for fields of a type that are not there.
  static func undefined(_ fields: [String], on type: String, code: String = "undefinedField") -> String {
    let errors = fields.map { field in
      """
      {"path":["fragment facts","\(field)"],"message":"Field '\(field)' doesn't exist on type '\(type)'",
      "extensions":{"code":"\(code)","typeName":"\(type)","fieldName":"\(field)"},"locations":[{"line":2,"column":3}]}
      """
    }
    return #"{"errors":[\#(errors.joined(separator: ","))]}"#
  }

  private static func quoted(_ text: String?) -> String { text.map { #""\#($0)""# } ?? "null" }
}
