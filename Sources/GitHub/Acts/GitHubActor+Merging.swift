import FoundationEssentials
import MissionCore

extension GitHubActor {
  private struct Merge: Encodable, Sendable {
    let sha: String
    let merge_method: String
  }

  /// https://docs.github.com/en/rest/pulls/pulls#merge-a-pull-request: 409 when the head is another, 405 when it
  /// cannot be merged, which a pull request that is merged already cannot be either.
  func merge(
    _ reference: PullRequestReference, head: String, method: Policy.MergeMethod
  ) async throws(GitHubError) -> ActionOutcome {
    do throws(GitHubError) {
      _ = try await client.send(
        .put, reference.path.appending("/merge"), json: Merge(sha: head, merge_method: method.rawValue))
      return .done("merged")
    } catch {
      switch error {
      case .notAllowed, .conflict:
        // An earlier try may have arrived though its answer was lost.
        if try await isMerged(reference) { return .done("it is merged already") }
        guard case .notAllowed(let text) = error, text.contains("not allowed on this repository"),
          let other = try await methods(of: reference.repository).first(where: { $0 != method })
        else { return ActionOutcome(error) }
        _ = try await client.send(
          .put, reference.path.appending("/merge"), json: Merge(sha: head, merge_method: other.rawValue))
        return .done("merged by \(other.rawValue), as the repository does not allow \(method.rawValue)")
      default: throw error
      }
    }
  }

  private struct Methods: Decodable, Sendable {
    let squash: Bool?
    let merge: Bool?
    let rebase: Bool?

    private enum CodingKeys: String, CodingKey {
      case squash = "allow_squash_merge"
      case merge = "allow_merge_commit"
      case rebase = "allow_rebase_merge"
    }
  }

  /// How the repository lets pull requests be merged, as it shows that to whoever may merge
  /// (https://docs.github.com/en/rest/repos/repos#get-a-repository); none where it shows nothing.
  private func methods(of repository: RepositoryName) async throws(GitHubError) -> [Policy.MergeMethod] {
    let allowed: Methods = try await client.read("/repos/\(repository)")
    return [(Policy.MergeMethod.squash, allowed.squash), (.merge, allowed.merge), (.rebase, allowed.rebase)]
      .filter { $0.1 == true }.map(\.0)
  }

  private struct Update: Encodable, Sendable {
    let expected_head_sha: String
  }

  /// https://docs.github.com/en/rest/pulls/pulls#update-a-pull-request-branch: 202 and done a little later; 422 when
  /// the head is another, on conflict, and when there is nothing new.
  func updateBranch(of reference: PullRequestReference, head: String) async throws(GitHubError) -> ActionOutcome {
    _ = try await client.send(
      .put, reference.path.appending("/update-branch"), json: Update(expected_head_sha: head))
    return .done("GitHub is at it")
  }

  private struct Enqueued: Decodable, Sendable {
    let enqueuePullRequest: Payload?

    struct Payload: Decodable, Sendable {
      let mergeQueueEntry: Entry?
    }

    struct Entry: Decodable, Sendable {
      let position: Int?
    }
  }

  static let enqueueText = """
    mutation($id:ID!,$head:GitObjectID!){
    enqueuePullRequest(input:{pullRequestId:$id,expectedHeadOid:$head}){mergeQueueEntry{position}}
    }
    """

  /// https://docs.github.com/en/graphql/reference/mutations#enqueuepullrequest
  func enqueue(_ reference: PullRequestReference, head: String) async throws(GitHubError) -> ActionOutcome {
    let state = try await state(of: reference)
    if state.isMerged { return .done("it is merged already") }
    if state.isInMergeQueue { return .done("it is in the merge queue already") }
    guard state.head == head else { return .refused("its head is another by now") }
    let answer = try await client.mutate(
      Self.enqueueText, variables: ["id": state.id, "head": head], as: Enqueued.self,
      about: reference.repository)
    let place = answer.enqueuePullRequest?.mergeQueueEntry?.position
    return .done("in the merge queue" + (place.map { " at place \($0)" } ?? ""))
  }

  /// What a mutation brought, of which nothing is needed.
  private struct Dequeued: Decodable, Sendable {}

  static let dequeueText = """
    mutation($id:ID!){
    dequeuePullRequest(input:{id:$id}){mergeQueueEntry{id}}
    }
    """

  /// https://docs.github.com/en/graphql/reference/mutations#dequeuepullrequest: knows no expected head, so what others
  /// put there is told by who did.
  func dequeue(_ reference: PullRequestReference) async throws(GitHubError) -> ActionOutcome {
    let state = try await state(of: reference)
    if state.isMerged { return .done("it is merged already") }
    guard state.isInMergeQueue else { return .done("it is not there") }
    if let enqueuer = state.enqueuer {
      let own = try await account.account(in: reference.repository)
      guard Account(login: enqueuer, isBot: false).folded == own.folded else {
        return .done("\(enqueuer) put it there, so it stays")
      }
    }
    _ = try await client.mutate(
      Self.dequeueText, variables: ["id": state.id], as: Dequeued.self, about: reference.repository)
    return .done("it is out")
  }

  // MARK: What is there already

  private struct Place: Encodable, Sendable {
    let owner: String
    let name: String
    let number: Int

    init(_ reference: PullRequestReference) {
      (owner, name, number) = (reference.repository.owner, reference.repository.name, reference.number)
    }
  }

  private struct Standing: Decodable, Sendable {
    let repository: Repository?

    struct Repository: Decodable, Sendable {
      let pullRequest: State?
    }

    struct State: Decodable, Sendable {
      let id: String
      let merged: Bool
      let headRefOid: String
      let isInMergeQueue: Bool
      let mergeQueueEntry: Entry?
    }

    struct Entry: Decodable, Sendable {
      let enqueuer: Enqueuer?
    }

    struct Enqueuer: Decodable, Sendable {
      let login: String
    }
  }

  private struct Outcome: Decodable, Sendable {
    let repository: Repository?

    struct Repository: Decodable, Sendable {
      let pullRequest: PullRequest?
    }

    struct PullRequest: Decodable, Sendable {
      let merged: Bool
    }
  }

  /// Names no merge queue: an Enterprise Server that has none merges too.
  static let mergedText = """
    query($owner:String!,$name:String!,$number:Int!){
    repository(owner:$owner,name:$name){pullRequest(number:$number){merged}}
    }
    """

  private func isMerged(_ reference: PullRequestReference) async throws(GitHubError) -> Bool {
    switch try await client.graphql(
      Self.mergedText, variables: Place(reference), as: Outcome.self, about: reference.repository)
    {
    case .complete(let outcome):
      guard let pullRequest = outcome.repository?.pullRequest else { throw .notFound }
      return pullRequest.merged
    case .partial(_, let faults): throw .graphQL(faults)
    }
  }

  static let stateText = """
    query($owner:String!,$name:String!,$number:Int!){
    repository(owner:$owner,name:$name){pullRequest(number:$number){id merged headRefOid isInMergeQueue
      mergeQueueEntry{enqueuer{login}}}}
    }
    """

  private func state(
    of reference: PullRequestReference
  ) async throws(GitHubError) -> (id: String, isMerged: Bool, isInMergeQueue: Bool, head: String, enqueuer: String?) {
    switch try await client.graphql(
      Self.stateText, variables: Place(reference), as: Standing.self, about: reference.repository)
    {
    case .complete(let standing):
      guard let state = standing.repository?.pullRequest else { throw .notFound }
      return (
        state.id, state.merged, state.isInMergeQueue, state.headRefOid, state.mergeQueueEntry?.enqueuer?.login
      )
    case .partial(_, let faults): throw .graphQL(faults)
    }
  }
}
