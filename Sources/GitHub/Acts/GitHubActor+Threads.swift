import FoundationEssentials
import MissionCore

extension GitHubActor {
  private struct Asked: Decodable, Sendable {
    let node: Thread?

    struct Thread: Decodable, Sendable {
      let isResolved: Bool
      let comments: Comments
    }

    struct Comments: Decodable, Sendable {
      let nodes: [Comment?]?
    }

    struct Comment: Decodable, Sendable {
      let body: String
    }
  }

  /// What a mutation brought, of which nothing is needed.
  private struct Nothing: Decodable, Sendable {}

  static let threadText = """
    query($id:ID!){
    node(id:$id){...on PullRequestReviewThread{isResolved comments(last:50){nodes{body}}}}
    }
    """
  static let replyText = """
    mutation($id:ID!,$body:String!){
    addPullRequestReviewThreadReply(input:{pullRequestReviewThreadId:$id,body:$body}){comment{id}}
    }
    """
  static let resolveText = """
    mutation($id:ID!){
    resolveReviewThread(input:{threadId:$id}){thread{id}}
    }
    """

  /// Answers in a thread and resolves it. What an earlier try left there is not repeated: the answer bears an invisible
  /// mark.
  func resolve(
    _ thread: String, on reference: PullRequestReference, head: String
  ) async throws(GitHubError) -> ActionOutcome {
    let home = reference.repository
    let asked: Asked
    switch try await client.graphql(Self.threadText, variables: ["id": thread], as: Asked.self, about: home) {
    case .complete(let answer): asked = answer
    case .partial(_, let faults): throw .graphQL(faults)
    }
    guard let state = asked.node else { throw .notFound }
    if state.isResolved { return .done("it is resolved already") }
    let mark = "\(ReviewThreadFact.answerMark)\(head) -->"
    if !(state.comments.nodes ?? []).contains(where: { $0?.body.contains(mark) ?? false }) {
      _ = try await client.mutate(
        Self.replyText, variables: ["id": thread, "body": "Addressed in \(head.prefix(12)).\n\n\(mark)"],
        as: Nothing.self, about: home)
    }
    _ = try await client.mutate(Self.resolveText, variables: ["id": thread], as: Nothing.self, about: home)
    return .done("answered and resolved")
  }
}
