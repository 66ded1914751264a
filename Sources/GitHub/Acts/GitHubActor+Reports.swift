import FoundationEssentials
import MissionCore

extension GitHubActor {
  /// Puts a reaction on a comment. GitHub keeps one of a kind for each account.
  func react(
    _ reaction: Reaction, to comment: Int, in repository: RepositoryName
  ) async throws(GitHubError) -> ActionOutcome {
    _ = try await client.send(
      .post, "/repos/\(repository)/issues/comments/\(comment)/reactions", json: ["content": reaction.rawValue])
    return .done(reaction.rawValue)
  }

  /// Edits the mission's comment, or writes it where there is none yet: whether there is one is asked of GitHub, as a
  /// crash may have come between writing it and knowing its number.
  func write(_ report: StatusComment) async throws(GitHubError) -> ActionOutcome {
    if let known = report.comment, try await edit(known, report) { return .written(known) }
    let repository = report.target.repository
    let own = try await account.account(in: repository)
    let listing = try await client.pages(
      "/repos/\(repository)/issues/\(report.target.number)/comments",
      query: ["since": report.since.gitHubText, "per_page": "100"], as: [Attempt<CommentPayload>].self)
    let ours = listing.pages.joined().compactMap(\.value).first { comment in
      // The marker alone anybody can write.
      AccountPayload.account(comment.user).folded == own.folded && (comment.body ?? "").hasPrefix(report.marker)
    }
    if let ours {
      if ours.body == report.body { return .written(ours.id.value) }
      if try await edit(ours.id.value, report) { return .written(ours.id.value) }
    }
    guard listing.isComplete else { return .refused("the conversation is too long to find our comment in") }
    let answer = try await client.send(
      .post, "/repos/\(repository)/issues/\(report.target.number)/comments", json: ["body": report.body])
    return .written(try answer.decode(Numbered.self).id)
  }

  /// Edits the mission's check run on the head, or makes it.
  func write(_ report: StatusCheck) async throws(GitHubError) -> ActionOutcome {
    do throws(GitHubError) {
      if let known = report.run, try await edit(known, report) { return .written(known) }
      let repository = report.pullRequest.repository
      let listing = try await client.pages(
        "/repos/\(repository)/commits/\(report.head)/check-runs",
        query: ["check_name": StatusCheck.name, "filter": "all", "per_page": "100"], as: CheckRuns.self)
      let runs = listing.pages.flatMap(\.runs)
      if let ours = runs.last(where: { $0.identity == report.identity }), try await edit(ours.id, report) {
        return .written(ours.id)
      }
      guard listing.isComplete else { return .refused("there are too many check runs to find ours among them") }
      let answer = try await client.send(
        .post, "/repos/\(repository)/check-runs", json: CheckRunBody(report, head: report.head))
      return .written(try answer.decode(Numbered.self).id)
    } catch {
      // The commit is gone: the next head gets its own.
      if case .unprocessable(let text) = error { return .done(text) }
      throw error
    }
  }

  private func edit(_ comment: Int, _ report: StatusComment) async throws(GitHubError) -> Bool {
    try await isThere { () async throws(GitHubError) in
      try await client.send(
        .patch, "/repos/\(report.target.repository)/issues/comments/\(comment)", json: ["body": report.body])
    }
  }

  private func edit(_ run: Int, _ report: StatusCheck) async throws(GitHubError) -> Bool {
    try await isThere { () async throws(GitHubError) in
      try await client.send(
        .patch, "/repos/\(report.pullRequest.repository)/check-runs/\(run)", json: CheckRunBody(report, head: nil))
    }
  }

  /// Says whether what was to be edited still exists.
  private func isThere(_ edit: () async throws(GitHubError) -> Answer) async throws(GitHubError) -> Bool {
    do throws(GitHubError) {
      _ = try await edit()
      return true
    } catch {
      switch error {
      case .notFound, .gone: return false
      default: throw error
      }
    }
  }

  private struct Numbered: Decodable {
    let id: Int
  }

  private struct CheckRuns: Decodable {
    let runs: [Run]

    struct Run: Decodable {
      let id: Int
      let identity: String?

      private enum CodingKeys: String, CodingKey {
        case id
        case identity = "external_id"
      }
    }

    private enum CodingKeys: String, CodingKey {
      case runs = "check_runs"
    }
  }
}

/// A check run as it is written.
private struct CheckRunBody: Encodable, Sendable {
  let name = StatusCheck.name
  let head: String?
  let identity: String
  let status = "completed"
  let conclusion: String
  let output: Output

  struct Output: Encodable, Sendable {
    let title: String
    let summary: String
  }

  init(_ report: StatusCheck, head: String?) {
    self.head = head
    identity = report.identity
    // Never red, never pending: it must not hold up a branch that requires all checks, nor the mission itself.
    conclusion = report.isPassing ? "success" : "neutral"
    output = Output(title: report.title.isEmpty ? "Signalbox" : report.title, summary: report.text)
  }

  private enum CodingKeys: String, CodingKey {
    case name, status, conclusion, output
    case head = "head_sha"
    case identity = "external_id"
  }
}
