import FoundationEssentials
package import MissionCore

/// Reads issues, with the links by which other issues block them and what was said under them.
package struct IssueFetcher: Sendable {
  /// How many pages of blocking issues are read at most, 100 to a page. GitHub itself allows 50 issues.
  static let pageBound = 5

  private let source: any GitHubSource
  private let contents: KnownContents

  /// A fetcher that asks this source.
  package init(source: any GitHubSource) { self.init(source: source, contents: KnownContents()) }

  /// A fetcher that asks another source and knows the same contents: for calls of another priority.
  package func asking(_ source: any GitHubSource) -> IssueFetcher { IssueFetcher(source: source, contents: contents) }

  private init(source: any GitHubSource, contents: KnownContents) {
    self.source = source
    self.contents = contents
  }

  /// Reads an issue. With `onlyIfChanged`, one that is as it was when it was last confirmed is not transferred again;
  /// whoever has not seen it yet must not ask so.
  ///
  /// An issue that was transferred has moved, and the failure names its new place. In a repository that was merely
  /// renamed it is the same issue, and its facts bear the repository's name of now.
  package func issue(_ reference: IssueReference, onlyIfChanged: Bool = true) async -> FetchAnswer<IssueFacts> {
    let path = "/repos/\(reference.repository)/issues/\(reference.number)"
    do throws(FetchFailure) {
      let known = onlyIfChanged ? contents.tag(of: path) : nil
      var answer = try await resource(path, etag: known)
      if onlyIfChanged, isAsBefore(answer, path) {
        // Swapping one blocker for another changes nothing in the issue itself: the list has a schedule of its own.
        guard try await blockersHaveChanged(path) else { return .unchanged }
        if case .unchanged = answer { answer = try await resource(path, etag: nil) }
      }
      guard case .fresh(let body, let tag) = answer else { return .failed(.unexpectedAnswer) }
      guard let issue = try? RepairedJSON.answer(FetchedIssue.self, from: body) else {
        return .failed(.unexpectedAnswer)
      }
      let place = try await place(of: issue, askedFor: reference)
      if case .elsewhere(let place) = place { return .failed(.moved(to: place)) }
      let home = if case .renamed(let name) = place { name } else { reference.repository }
      let (blockers, list) = try await self.blockers(of: reference, path: path, summary: issue.issue.dependencies)
      let remarks = await remarks(on: issue.issue, in: home)
      guard let facts = issue.issue.facts(in: home, blockedBy: blockers, remarks: remarks),
        facts.reference.number == reference.number
      else { return .failed(.unexpectedAnswer) }
      var receipt = FetchReceipt(path: path, tag: tag, body: body, isWhole: remarks != nil)
      receipt.further = [list]
      return .fresh(facts, receipt)
    } catch {
      return .failed(error)
    }
  }

  /// The facts that came with this receipt were put to use.
  package func confirm(_ receipt: FetchReceipt) { contents.confirm(receipt) }
}

extension IssueFetcher {
  /// Where an issue stands, compared with where it was asked for.
  private enum Place {
    case same
    case renamed(RepositoryName)
    case elsewhere(IssueReference)
  }

  /// GitHub answers for a transferred issue with a redirect, which the source has followed: then the issue stands
  /// elsewhere than it was asked for. So it does in a renamed repository, which then answers to the old name, too.
  private func place(
    of issue: FetchedIssue, askedFor reference: IssueReference
  ) async throws(FetchFailure) -> Place {
    guard let place = issue.place, place != reference else { return .same }
    guard place.number == reference.number else { return .elsewhere(place) }
    let answer = try await resource("/repos/\(reference.repository)", etag: nil)
    guard case .fresh(let body, _) = answer,
      let repository = try? RepairedJSON.answer(RepositoryPayload.self, from: body), let name = repository.name
    else { throw .unexpectedAnswer }
    return name == place.repository ? .renamed(name) : .elsewhere(place)
  }

  private func resource(
    _ path: String, query: [String: String] = [:], etag: String?
  ) async throws(FetchFailure) -> ResourceAnswer {
    do throws(SourceFailure) {
      return try await source.resource(path, query: query, etag: etag)
    } catch {
      throw FetchFailure(error)
    }
  }

  /// What was said under it; nothing of a pull request, whose conversation is read with it.
  private func remarks(on issue: IssuePayload, in repository: RepositoryName) async -> [IssueRemark]? {
    guard issue.pullRequest == nil, let count = issue.comments?.value,
      let reference = IssueReference(repository: repository, number: issue.number.value)
    else { return [] }
    return await IssueRemarkReader(source: source).remarks(on: reference, count: count)
  }

  private func isAsBefore(_ answer: ResourceAnswer, _ path: String) -> Bool {
    guard case .fresh(let body, let tag) = answer else { return true }
    return contents.recognises(body, tag: tag, of: path)
  }

  /// Whether an issue that had blockers when it was last read has others now.
  private func blockersHaveChanged(_ path: String) async throws(FetchFailure) -> Bool {
    let list = Self.blockersPath(path)
    guard contents.isKnown(list) else { return false }
    let answer = try await resource(list, query: Self.page(1), etag: contents.tag(of: list))
    guard case .fresh(let body, let tag) = answer else { return false }
    return !contents.recognises(body, tag: tag, of: list)
  }

  private static func blockersPath(_ path: String) -> String { "\(path)/dependencies/blocked_by" }

  private static func page(_ number: Int) -> [String: String] { ["per_page": "100", "page": "\(number)"] }

  /// The blockers, and the receipt of the list's first page: swaps beyond a hundred are not looked for. Nil when GitHub
  /// does not say whether there are any (an older GitHub Enterprise Server).
  private func blockers(
    of reference: IssueReference, path: String, summary: IssuePayload.DependencySummary?
  ) async throws(FetchFailure) -> ([IssueReference]?, FetchReceipt) {
    let list = Self.blockersPath(path)
    var receipt = FetchReceipt(path: list, tag: nil, body: Data(), isWhole: false)
    guard let count = summary?.totalBlockedBy?.value else { return (nil, receipt) }
    guard count > 0 else { return ([], receipt) }
    var blockers: [IssueReference] = []
    for page in 1...Self.pageBound {
      let answer = try await resource(list, query: Self.page(page), etag: nil)
      guard case .fresh(let body, let tag) = answer,
        let issues = try? RepairedJSON.answer([BlockingIssue].self, from: body)
      else { throw .unexpectedAnswer }
      if page == 1 { receipt = FetchReceipt(path: list, tag: tag, body: body) }
      for issue in issues {
        guard let place = issue.place else { throw .unexpectedAnswer }
        if !blockers.contains(place) { blockers.append(place) }
      }
      if issues.count < 100 { return (blockers, receipt) }
    }
    throw .unavailable(reason: "the issue is blocked by more issues than are read", retryAt: nil)
  }
}
