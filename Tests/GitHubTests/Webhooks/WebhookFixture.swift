import GitHub
import MissionCore

/// Small deliveries, written after GitHub's payloads: only the fields that are read, and a few that are not.
enum WebhookFixture {
  static let repository = RepositoryName("octo-org/hello-world")!
  static let head = "ec26c3e57ca3a959ca5aad62de7213c562f8c821"
  static let pullRequest2 = PullRequestReference(repository: repository, number: 2)!
  static let issue1 = IssueReference(repository: repository, number: 1)!
  /// 2019-05-15T15:20:33Z
  static let moment = Timestamp(milliseconds: 1_557_933_633_000)

  /// The fields that all deliveries of a repository have, around the given ones.
  static func delivery(_ fields: String, action: String? = nil) -> String {
    let action = action.map { #""action":"\#($0)","# } ?? ""
    return """
      {\(action)\(fields),"repository":{"id":186853002,"full_name":"octo-org/hello-world","private":false},
      "sender":{"login":"hubot","id":3,"type":"Bot"},"installation":{"id":957387,"node_id":"x"}}
      """
  }

  static func issue(_ changed: [String: String] = [:]) -> String {
    #""issue":"#
      + object(
        [
          "number": "1", "title": #""Spelling error""#, "body": #""Depends on #4""#, "state": #""open""#,
          "state_reason": "null", "labels": #"[{"id":9,"name":"bug"},{"name":"role:backend"}]"#,
          "html_url": #""https://github.com/octo-org/hello-world/issues/1""#,
          "updated_at": #""2019-05-15T15:20:33Z""#, "user": "null",
        ], changed)
  }

  static func pullRequest(_ changed: [String: String] = [:]) -> String {
    #""number":2,"pull_request":"#
      + object(
        [
          "number": "2", "title": #""Update the README""#, "body": "null", "state": #""open""#, "draft": "false",
          "merged": "false", "user": #"{"login":"octocat","type":"User"}"#,
          "html_url": #""https://github.com/octo-org/hello-world/pull/2""#,
          "head": #"{"ref":"changes","sha":"\#(head)","repo":null}"#,
          "base": #"{"ref":"main","sha":"\#(head)","repo":{"id":186853002}}"#,
          "updated_at": #""2019-05-15T15:20:33Z""#,
        ], changed)
  }

  static func checkRun(_ changed: [String: String] = [:]) -> String {
    #""check_run":"#
      + object(
        [
          "id": "128620228", "name": #""lint""#, "head_sha": #""\#(head)""#, "status": #""completed""#,
          "conclusion": #""failure""#, "started_at": #""2019-05-15T15:20:33Z""#,
          "completed_at": #""2019-05-15T15:20:42Z""#,
          "details_url": #""https://ci.example/1""#,
          "output": #"{"title":"2 problems","summary":"Line too long."}"#,
          "app": #"{"id":29310,"slug":"octocoders-linter"}"#, "check_suite": #"{"head_branch":"changes"}"#,
          "pull_requests": #"[{"number":2,"base":{"repo":{"id":186853002}}}]"#,
        ], changed)
  }

  static func review(_ changed: [String: String] = [:]) -> String {
    #""review":"#
      + object(
        [
          "id": "237895671", "user": #"{"login":"codertocat","type":"User"}"#, "body": #""Please rename it.""#,
          "state": #""changes_requested""#, "commit_id": #""\#(head)""#, "author_association": #""MEMBER""#,
          "html_url": #""https://github.com/octo-org/hello-world/pull/2#pullrequestreview-237895671""#,
        ], changed) + "," + pullRequest()
  }

  static func comment(_ changed: [String: String] = [:]) -> String {
    #""comment":"#
      + object(
        [
          "id": "492700400", "user": #"{"login":"cursor[bot]","type":"Bot"}"#, "body": #""A finding.""#,
          "html_url": #""https://github.com/octo-org/hello-world/pull/2#issuecomment-492700400""#,
          "updated_at": #""2019-05-15T15:20:33Z""#,
        ], changed)
  }

  /// A JSON object of these members; a changed member with an empty value is left out.
  static func object(_ members: [String: String], _ changed: [String: String]) -> String {
    let all = members.merging(changed) { $1 }.filter { !$0.value.isEmpty }
    return "{" + all.sorted { $0.key < $1.key }.map { #""\#($0.key)":\#($0.value)"# }.joined(separator: ",") + "}"
  }

  /// What the decoder makes of it.
  static func decode(
    _ event: String, _ fields: String, action: String? = nil
  ) throws(WebhookDecodingError) -> WebhookEvent {
    try WebhookDecoder.decode(event: event, body: Array(delivery(fields, action: action).utf8))
  }
}
