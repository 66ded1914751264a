import FoundationEssentials
package import MissionCore

/// Lists a repository's newest comments that command: finds those whose webhook was lost.
package struct CommandCommentLister: Sendable {
  /// How many pages are read at most, 100 to a page.
  static let pageBound = 10
  /// Commands older than an hour are not carried out when they are first seen; what lies further back is not read.
  private static let reach: Int64 = 3_600_000

  private let source: any GitHubSource
  private let clock: @Sendable () -> Timestamp
  private let contents = KnownContents()

  /// A lister that asks this source.
  package init(source: any GitHubSource, clock: @escaping @Sendable () -> Timestamp) {
    self.source = source
    self.clock = clock
  }

  /// Lists them, the newest change first. With `onlyIfChanged`, the list is `.unchanged` when its first page is: every
  /// change of a comment moves it there.
  package func comments(
    in repository: RepositoryName, onlyIfChanged: Bool = true
  ) async -> FetchAnswer<[CommandComment]> {
    let path = "/repos/\(repository)/issues/comments"
    let since = Timestamp(milliseconds: clock().milliseconds / Self.reach * Self.reach - Self.reach)
    // The address changes once an hour, and with it what its content is known by.
    let place = "\(path)?since=\(since.milliseconds)"
    var comments: [CommandComment] = []
    var seen: Set<Int> = []
    var isWhole = true
    var first: (body: Data, tag: String?)?
    for page in 1...Self.pageBound {
      let query = [
        "since": since.gitHubText, "sort": "updated", "direction": "desc", "per_page": "100", "page": "\(page)",
      ]
      let answer: ResourceAnswer
      do {
        let known = onlyIfChanged && page == 1 ? contents.tag(of: place) : nil
        answer = try await source.resource(path, query: query, etag: known)
      } catch {
        return .failed(FetchFailure(error))
      }
      guard case .fresh(let body, let pageTag) = answer else { return .unchanged }
      if page == 1 {
        if onlyIfChanged, contents.recognises(body, tag: pageTag, of: place) { return .unchanged }
        first = (body, pageTag)
      }
      guard let rows = try? RepairedJSON.answer([Attempt<CommentPayload>].self, from: body) else {
        return .failed(.unexpectedAnswer)
      }
      for row in rows {
        guard let comment = row.value else {
          isWhole = false
          continue
        }
        guard !comment.isOurs, seen.insert(comment.id.value).inserted, let target = comment.target(in: repository),
          let command = comment.command(under: target, .listed)
        else { continue }
        comments.append(command)
      }
      if rows.count < 100 { break }
    }
    return .fresh(comments, FetchReceipt(path: place, tag: first?.tag, body: first?.body ?? Data(), isWhole: isWhole))
  }

  /// The list that came with this receipt was put to use.
  package func confirm(_ receipt: FetchReceipt) { contents.confirm(receipt) }
}

extension CommentPayload {
  /// What it stands under. The repository is the one that was asked: the address may name it by another name.
  fileprivate func target(in repository: RepositoryName) -> IssueReference? {
    guard let number = place?.split(separator: "/").last.flatMap({ Int($0) }) else { return nil }
    return IssueReference(repository: repository, number: number)
  }
}
