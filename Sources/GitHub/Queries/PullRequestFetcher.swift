import FoundationEssentials
package import MissionCore

/// Reads the state of pull requests, 25 to a query, so that what is not read in full is never taken for the whole.
package struct PullRequestFetcher: Sendable {
  /// How many further pages of each listing are read at most: with the first, some 1 000 checks.
  static let pageBound = 10
  /// How often GitHub may find a query too heavy before the rest is put off to the next time.
  static let heavyBound = 12

  private let source: any GitHubSource
  private let clock: @Sendable () -> Timestamp
  private let unknown = UnknownParts()

  /// A fetcher that asks this source and dates snapshots by this clock (the same that dates webhooks).
  package init(source: any GitHubSource, clock: @escaping @Sendable () -> Timestamp) {
    self.source = source
    self.clock = clock
  }

  /// Reads these pull requests. Every reference has an entry in the result; those asked for twice are read once.
  ///
  /// When GitHub finds a query too heavy, its halves are asked for instead; when it does not know a part of the query
  /// that can be spared, it is asked for the rest.
  package func snapshots(
    of references: [PullRequestReference]
  ) async -> [PullRequestReference: Result<PullRequestSnapshot, FetchFailure>] {
    var seen: Set<PullRequestReference> = []
    var waiting = Self.batches(references.filter { seen.insert($0).inserted })
    var results: [PullRequestReference: Result<PullRequestSnapshot, FetchFailure>] = [:]
    var heavyAnswers = 0
    while let batch = waiting.popLast() {
      switch await outcome(of: batch) {
      case .read(let entries):
        results.merge(entries) { $1 }
      case .failed(let failure):
        for reference in batch { results[reference] = .failure(failure) }
      case .refused:
        waiting.append(batch)
      case .tooHeavy(let reason):
        heavyAnswers += 1
        guard batch.count > 1, heavyAnswers <= Self.heavyBound else {
          for reference in batch { results[reference] = .failure(.unavailable(reason: reason, retryAt: nil)) }
          continue
        }
        let middle = batch.startIndex + batch.count / 2
        waiting += [batch[middle...], batch[..<middle]]
      }
    }
    return results
  }

  private typealias Entries = [PullRequestReference: Result<PullRequestSnapshot, FetchFailure>]

  private enum Outcome {
    case read(Entries)
    case tooHeavy(String)
    /// For parts that are left out from now on.
    case refused
    case failed(FetchFailure)
  }

  /// Each of one owner's: a GitHub App has a token for each owner, and one query has one token. In reverse, because the
  /// last is taken first.
  private static func batches(_ references: [PullRequestReference]) -> [ArraySlice<PullRequestReference>] {
    var owners: [String] = []
    var byOwner: [String: [PullRequestReference]] = [:]
    for reference in references {
      let owner = reference.repository.owner.lowercased()
      if byOwner[owner] == nil { owners.append(owner) }
      byOwner[owner, default: []].append(reference)
    }
    return owners.compactMap { byOwner[$0] }.flatMap { references in
      stride(from: 0, to: references.count, by: PullRequestQuery.batchSize).map {
        references[$0..<min($0 + PullRequestQuery.batchSize, references.count)]
      }
    }.reversed()
  }
}

extension PullRequestFetcher {
  private func outcome(of batch: ArraySlice<PullRequestReference>) async -> Outcome {
    let startedAt = clock()
    let without = unknown.parts(at: startedAt)
    let answer: BatchAnswer<PullRequestNode>
    switch await ask(PullRequestQuery.batch(batch, without: without), for: PullRequestNode.self) {
    case .success(let read) where !read.unknownParts.isSubset(of: without):
      unknown.note(read.unknownParts, at: startedAt)
      return .refused
    case .success(let read): answer = read
    case .failure(.tooHeavy(let reason)): return .tooHeavy(reason)
    case .failure(let failure): return .failed(Self.failure(ofBatch: failure))
    }
    if answer.isTooHeavy, batch.count > 1 || answer.data == nil {
      return .tooHeavy(answer.errors?.first?.reason ?? "too heavy")
    }
    if let error = answer.commonError { return .failed(.unavailable(reason: error.reason, retryAt: nil)) }
    var entries: Entries = [:]
    var readings: [(reference: PullRequestReference, reading: PullRequestReading)] = []
    for (place, reference) in batch.enumerated() {
      switch reading(of: reference, alias: "p\(place)", in: answer, without, startedAt) {
      case .success(var reading):
        await readPages(&reading, without)
        readings.append((reference, reading))
      case .failure(let failure): entries[reference] = .failure(failure)
      }
    }
    // One query has one owner's token, and a batch is of one owner.
    let comments = await comments(
      ofThreads: readings.flatMap(\.reading.threadsToOpen), in: batch[batch.startIndex].repository
    ) { PullRequestQuery.firstComments(ofThreads: $0, in: $1, without: without) }
    for index in readings.indices {
      readings[index].reading.openThreads(comments)
      await finishThreads(&readings[index].reading, without)
      entries[readings[index].reference] = .success(readings[index].reading.snapshot)
    }
    return .read(entries)
  }

  private func reading(
    of reference: PullRequestReference, alias: String, in answer: BatchAnswer<PullRequestNode>,
    _ without: Set<QueryPart>, _ startedAt: Timestamp
  ) -> Result<PullRequestReading, FetchFailure> {
    let errors = answer.errors(below: alias)
    guard let attempt = answer.pullRequest(alias) else {
      return .failure(Self.absence(errors, of: answer.errors?.first?.reason))
    }
    guard let node = attempt.value else { return .failure(.unexpectedAnswer) }
    if let whole = errors.first(where: { $0.path.count < 2 }) {
      return .failure(.unavailable(reason: whole.error.reason, retryAt: nil))
    }
    var paths = errors.map { $0.path.dropFirst() }
    // What was not asked for is not known to be absent.
    if without.contains(.publicProtection) { paths.append(["baseRef", "refUpdateRule"]) }
    let home = answer.repository(alias) ?? reference.repository
    let place = PullRequestReference(repository: home, number: reference.number) ?? reference
    return .success(
      PullRequestReading(
        place, node: node, defaultBranch: answer.defaultBranch(alias), errorPaths: paths, startedAt: startedAt))
  }

  /// A null pull request is gone only if GitHub says so, for the pull request or its repository.
  ///
  /// - Parameter reason: what GitHub says besides, of no place that we know.
  private static func absence(
    _ errors: [(path: ArraySlice<String>, error: GraphQLErrorNode)], of reason: String?
  ) -> FetchFailure {
    guard let first = errors.first else {
      return .unavailable(reason: reason ?? "GitHub gave nothing, and no reason", retryAt: nil)
    }
    guard let missing = errors.first(where: { $0.error.type == "NOT_FOUND" && $0.path.count < 2 }) else {
      return .unavailable(reason: first.error.reason, retryAt: nil)
    }
    return .gone(
      reason: missing.path.isEmpty
        ? "its repository is not found, or not visible to the token" : "not found, or not visible to the token")
  }

  /// Reads the pages that follow, as far as the bound. Whatever goes wrong leaves the listing incomplete, and that is
  /// all.
  private func readPages(_ reading: inout PullRequestReading, _ without: Set<QueryPart>) async {
    for _ in 0..<Self.pageBound {
      let pages = reading.pages
      guard !pages.isEmpty else { break }
      let query = PullRequestQuery.pages(pages, of: reading.reference, without: without)
      guard case .success(let answer) = await ask(query, for: ListingsNode.self), answer.commonError == nil,
        let listings = answer.pullRequest("p0")?.value
      else { break }
      reading.add(listings, of: pages, errorPaths: answer.errors(below: "p0").map { $0.path.dropFirst() })
    }
  }

  private func finishThreads(_ reading: inout PullRequestReading, _ without: Set<QueryPart>) async {
    guard !reading.threadsToFinish.isEmpty else { return }
    let last = await comments(
      ofThreads: reading.threadsToFinish, in: reading.reference.repository
    ) { PullRequestQuery.lastComments(ofThreads: $0, in: $1, without: without) }
    let whole = last.values.filter { !($0.comments?.hasHoles ?? true) }
    reading.finishThreads(Dictionary(whole.map { ($0.id, $0.comments?.values.map(\.fact) ?? []) }) { $1 })
  }

  /// Threads with some of their comments, a hundred to a query. After one that failed no more are asked.
  private func comments(
    ofThreads ids: [String], in repository: RepositoryName, _ query: ([String], RepositoryName) -> GraphQLQuery
  ) async -> [String: ThreadsAnswer.Thread] {
    var threads: [String: ThreadsAnswer.Thread] = [:]
    for start in stride(from: 0, to: ids.count, by: 100) {
      let some = Array(ids[start..<min(start + 100, ids.count)])
      guard let body = try? await source.answer(to: query(some, repository)),
        let answer = try? RepairedJSON.answer(ThreadsAnswer.self, from: body)
      else { break }
      for thread in (answer.data?.nodes ?? []).compactMap({ $0?.value }) { threads[thread.id] = thread }
    }
    return threads
  }

  private func ask<Node: Decodable>(
    _ query: GraphQLQuery, for node: Node.Type
  ) async -> Result<BatchAnswer<Node>, SourceFailure> {
    let body: Data
    do {
      body = try await source.answer(to: query)
    } catch {
      return .failure(error)
    }
    guard let answer = try? RepairedJSON.answer(BatchAnswer<Node>.self, from: body) else {
      return .failure(.tooHeavy("GitHub's answer is cut or is no JSON"))
    }
    return .success(answer)
  }

  /// The query as a whole was refused. That no query language is there says nothing about a pull request.
  private static func failure(ofBatch failure: SourceFailure) -> FetchFailure {
    switch failure {
    case .notFound, .gone: .unavailable(reason: "GitHub's query interface was not found", retryAt: nil)
    case .tooHeavy, .unavailable: FetchFailure(failure)
    }
  }
}
