import FoundationEssentials
package import MissionCore

/// Lists the open pull requests of a repository, newest change first: finds those whose webhook was lost.
package struct OpenPullRequestLister: Sendable {
  /// How many pages are read at most, 100 to a page. What lies behind has not changed for long.
  static let pageBound = 10

  private let source: any GitHubSource
  private let contents = KnownContents()

  /// A lister that asks this source.
  package init(source: any GitHubSource) { self.source = source }

  /// Lists them. With `onlyIfChanged`, the list is `.unchanged` when its first page is: every change of an open pull
  /// request moves it there.
  package func open(
    in repository: RepositoryName, onlyIfChanged: Bool = true
  ) async -> FetchAnswer<[PullRequestHint]> {
    let path = "/repos/\(repository)/pulls"
    var list = PullRequestList(repository: repository)
    var first: (body: Data, tag: String?)?
    for page in 1...Self.pageBound {
      let query = [
        "state": "open", "sort": "updated", "direction": "desc", "per_page": "100", "page": "\(page)",
      ]
      let known = onlyIfChanged && page == 1 ? contents.tag(of: path) : nil
      let answer: ResourceAnswer
      do {
        answer = try await source.resource(path, query: query, etag: known)
      } catch {
        return .failed(FetchFailure(error))
      }
      guard case .fresh(let body, let pageTag) = answer else { return .unchanged }
      if page == 1 {
        if onlyIfChanged, contents.recognises(body, tag: pageTag, of: path) { return .unchanged }
        first = (body, pageTag)
      }
      guard let count = list.add(body) else { return .failed(.unexpectedAnswer) }
      if count < 100 { break }
    }
    return .fresh(
      list.hints, FetchReceipt(path: path, tag: first?.tag, body: first?.body ?? Data(), isWhole: list.isWhole))
  }

  /// The list that came with this receipt was put to use.
  package func confirm(_ receipt: FetchReceipt) { contents.confirm(receipt) }
}
