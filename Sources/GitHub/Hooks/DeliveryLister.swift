import FoundationEssentials
package import MissionCore

/// Reads GitHub's log of a hook: what it tried to deliver, and what that was.
///
/// For an App's hook the client must be the App's own (``AppAccess/client``).
package struct DeliveryLister: Sendable {
  /// Whose deliveries are listed.
  package let hook: HookReference
  private let client: GitHubClient
  private let priority: CallPriority

  /// A reader of one hook's log.
  package init(_ client: GitHubClient, hook: HookReference, priority: CallPriority = .sweep) {
    self.client = client
    self.hook = hook
    self.priority = priority
  }

  /// The attempts since a point in time, newest first, up to `bound` pages of 100.
  ///
  /// Reading ends at the first page that holds nothing else than older attempts, or attempts whose numbers are `known`:
  /// give here those of an earlier complete listing, which already holds what is behind them.
  package func deliveries(
    since: Timestamp, known: Set<Int64> = [], bound: Int = 50
  ) async throws(HookError) -> DeliveryListing {
    switch try await look(since: since, known: known, unless: nil, bound: bound) {
    case .listing(let listing): return listing
    case .unchanged: throw .github(.rejected(status: 304, "unchanged"))
    }
  }

  /// What a look into the log brought.
  package enum Look: Sendable {
    /// What was read of the log.
    case listing(DeliveryListing)
    /// The log is as the validator says; this one replaces it.
    case unchanged(Validator)
  }

  /// The same as ``deliveries(since:known:bound:)``, unless the newest page is what `validator` stands for. With
  /// `start`, reading goes on where a listing was cut.
  package func look(
    since: Timestamp, known: Set<Int64> = [], unless validator: Validator?, from start: PageCursor? = nil,
    bound: Int = 50
  ) async throws(HookError) -> Look {
    let answer: PagesAnswer<DeliveryPage>
    do throws(GitHubError) {
      answer = try await client.pagesIfChanged(
        hook.path.appending("/deliveries"), query: ["per_page": "100"], since: start == nil ? validator : nil,
        from: start, bound: max(1, bound), priority: priority
      ) { (page: DeliveryPage) in
        !page.deliveries.isEmpty
          && page.deliveries.allSatisfy { delivery in
            known.contains(delivery.id) || delivery.deliveredAt.map { $0 < since } ?? false
          }
      }
    } catch let error {
      throw await client.diagnosis(error, of: hook, isWrite: false)
    }
    switch answer {
    case .unchanged(let renewed): return .unchanged(renewed)
    case .fresh(let pages):
      return .listing(
        DeliveryListing(
          hook: hook,
          deliveries: pages.pages.flatMap(\.deliveries).filter { $0.deliveredAt.map { $0 >= since } ?? true },
          isComplete: pages.isComplete, start: start, next: pages.next, validator: pages.validator,
          unreadable: pages.pages.reduce(0) { $0 + $1.unreadable }))
    }
  }

  /// What was sent with a delivery. See ``DeliveredPayload`` for what it is not.
  package func payload(of id: Int64) async throws(HookError) -> DeliveredPayload {
    let path = hook.path.appending("/deliveries/\(id)")
    let answer: Answer
    do throws(GitHubError) {
      guard let found = try await client.resource(path, query: [:], etag: nil, priority: priority) else {
        throw .rejected(status: 304, "unchanged")
      }
      answer = found
    } catch let error {
      throw await client.diagnosis(error, of: hook, isWrite: false, object: path)
    }
    return try Self.payload(answer.body, of: id)
  }

  /// Lets GitHub deliver it again, with the same GUID. It does so for 3 days (GitHub Enterprise Server: 7).
  package func redeliver(_ id: Int64) async throws(HookError) {
    let path = hook.path.appending("/deliveries/\(id)")
    do throws(GitHubError) {
      _ = try await client.send(.post, path.appending("/attempts"), priority: priority)
    } catch let error {
      throw await client.diagnosis(error, of: hook, isWrite: true, object: path)
    }
  }

  // MARK: - Reading payloads

  /// The parts that are read; the payload's are found by their place.
  private struct Detail: Decodable {
    struct Request: Decodable {
      let headers: [String: Header]?
    }

    /// A header's value; of one that is no text nothing is read.
    struct Header: Decodable {
      let text: String?

      init(from decoder: any Decoder) throws { text = try? decoder.singleValueContainer().decode(String.self) }
    }

    let id: Int64?
    let guid: String?
    let event: String?
    let action: String?
    let request: Request?
  }

  private static func payload(_ body: Data, of id: Int64) throws(HookError) -> DeliveredPayload {
    let document = Array(body)
    let detail: Detail
    do {
      detail = try RepairedJSON.answer(Detail.self, from: body)
    } catch {
      throw .github(.notJSON("a delivery"))
    }
    let headers = (detail.request?.headers ?? [:]).compactMapValues(\.text)
    func header(_ name: String) -> String? { headers.first { $0.key.lowercased() == name }?.value }

    guard let guid = detail.guid ?? header("x-github-delivery"), (1...64).contains(guid.utf8.count),
      let event = detail.event ?? header("x-github-event"),
      let payload = JSONSlice.value(at: ["request", "payload"], in: document).flatMap(object)
    else { throw .noPayload(delivery: id) }
    return DeliveredPayload(
      id: detail.id ?? id, guid: guid.lowercased(), event: event.capped(at: TextLimit.title),
      action: detail.action?.capped(at: TextLimit.title), hookID: header("x-github-hook-id").flatMap { Int64($0) },
      headers: headers, body: payload)
  }

  /// The payload, if it is an object. Some versions show it as a text that holds the object.
  private static func object(_ slice: ArraySlice<UInt8>) -> [UInt8]? {
    if slice.first == UInt8(ascii: "{") { return Array(slice) }
    guard slice.first == UInt8(ascii: "\""),
      let text = try? JSONDecoder().decode(String.self, from: Data(slice)), text.utf8.first == UInt8(ascii: "{")
    else { return nil }
    return Array(text.utf8)
  }
}
