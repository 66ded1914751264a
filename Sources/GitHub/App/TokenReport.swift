package import MissionCore

/// What one call tells about a token and a repository: the facts behind `doctor`.
package struct TokenReport: Sendable {
  /// The kind of a token, told from the beginning of its text.
  package enum Kind: String, Sendable, CaseIterable {
    case classic
    case fineGrained = "fine-grained"
    case installation
    case oauth = "OAuth"
    case user = "user of an App"
    case anonymous = "none"
    case unknown

    init(_ token: Token) {
      guard let secret = token.secret else {
        self = .anonymous
        return
      }
      let start = secret.withBytes { String(decoding: $0.prefix(11), as: UTF8.self) }
      self =
        switch start {
        case _ where start.hasPrefix("ghp_"): .classic
        case _ where start.hasPrefix("github_pat_"): .fineGrained
        case _ where start.hasPrefix("ghs_"): .installation
        case _ where start.hasPrefix("gho_"): .oauth
        case _ where start.hasPrefix("ghu_"): .user
        default: .unknown
        }
    }
  }

  /// The token's kind.
  package var kind: Kind
  /// What it may do, as far as GitHub tells.
  package var permissions: TokenPermissions
  /// When it ends, where GitHub tells.
  package var expiresAt: Timestamp?
  /// The repository's name as GitHub writes it now: another one after a rename.
  package var repository: String
  /// Whether anybody may read the repository.
  package var isPublic: Bool
  /// Whether it is archived, so that nothing can be changed in it.
  package var isArchived: Bool
  /// How pull requests may be merged there (`merge`, `squash`, `rebase`); nil where GitHub does not tell.
  package var mergeMethods: Set<String>?
  /// The token owner's roles there (`pull`, `push`, `admin`, …), where GitHub tells.
  package var roles: Set<String>
  /// What has to be added to our clock to get GitHub's; zero when none is needed.
  package var skew: Duration?
  /// GitHub's limits after the call.
  package var limits: [RateResource: RateSnapshot.Window]
}

extension GitHubClient {
  /// Looks at a repository, and at what the answer says about the token.
  ///
  /// Of an App's installation the answer says nothing: add ``InstallationTokens/currentInstallation(for:)``.
  package func report(on repository: RepositoryName) async throws(GitHubError) -> TokenReport {
    let sentAt = timekeeper.now.wall
    let exchange = try await perform(
      Call(
        method: .get, url: endpoints.url("/repos/\(repository)", []), repository: repository, kind: .read,
        priority: .eventDriven))
    let facts = try exchange.answer.decode(RepositoryPayload.self)
    let headers = exchange.answer.headers
    let clock = ServerClock()
    if let date = exchange.answer.serverTime {
      clock.hear(date, sentAt: sentAt, receivedAt: timekeeper.now.wall)
    }
    let permissions: TokenPermissions =
      exchange.token.secret == nil
      ? .anonymous : headers["X-OAuth-Scopes"].map { .scopes(Self.scopes($0)) } ?? .undisclosed
    return TokenReport(
      kind: TokenReport.Kind(exchange.token), permissions: permissions,
      expiresAt: headers["GitHub-Authentication-Token-Expiration"].flatMap(Self.expiration),
      repository: (facts.fullName ?? "\(repository)").capped(at: 201), isPublic: !(facts.isPrivate ?? true),
      isArchived: facts.isArchived ?? false, mergeMethods: facts.mergeMethods,
      roles: Set((facts.permissions ?? [:]).filter(\.value).keys),
      skew: clock.skew, limits: governor.snapshot.windows)
  }

  private struct RepositoryPayload: Decodable {
    let fullName: String?
    let isPrivate: Bool?
    let isArchived: Bool?
    let permissions: [String: Bool]?
    let allowsMerge: Bool?
    let allowsSquash: Bool?
    let allowsRebase: Bool?

    /// Only who may push is told.
    var mergeMethods: Set<String>? {
      guard let allowsMerge, let allowsSquash, let allowsRebase else { return nil }
      let all = [("merge", allowsMerge), ("squash", allowsSquash), ("rebase", allowsRebase)]
      return Set(all.filter(\.1).map(\.0))
    }

    private enum CodingKeys: String, CodingKey {
      case permissions
      case fullName = "full_name"
      case isPrivate = "private"
      case isArchived = "archived"
      case allowsMerge = "allow_merge_commit"
      case allowsSquash = "allow_squash_merge"
      case allowsRebase = "allow_rebase_merge"
    }
  }

  private static func scopes(_ header: String) -> Set<String> {
    Set(header.split(separator: ",").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }.prefix(100))
  }

  /// Reads `2026-12-01 00:00:00 UTC`, or with an offset such as `+0200`.
  private static func expiration(_ text: String) -> Timestamp? {
    let parts = text.split(separator: " ")
    guard parts.count == 3 else { return nil }
    return Timestamp(rfc3339: "\(parts[0])T\(parts[1])\(parts[2] == "UTC" ? "Z" : parts[2])")
  }
}
