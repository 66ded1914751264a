import Redis

extension TownStore {
  /// The most dead letters that are listed.
  private static let deadLimit = 10_000

  /// The newest deliveries, newest first: those that wait, those that were finished, and, beyond the limit, every dead
  /// letter. Somebody has to decide on each of these, and names it by what is listed here.
  ///
  /// - Parameters:
  ///   - limit: how many of those that are not dead.
  ///   - waiting: how many of them may wait: these come with their bodies. Nil for as many as the limit.
  package func deliveries(limit: Int, waiting: Int? = nil) async throws(StoreError) -> [KnownDelivery] {
    guard limit > 0 else { return [] }
    let streams = [
      (keys.signals, max(1, waiting ?? limit)), (keys.deliveries, limit),
      (keys.deadLetters, max(limit, Self.deadLimit)),
    ]
    let replies = try await ask(streams.map { ["XREVRANGE", .text($0), "+", "-", "COUNT", .integer($1)] })
    // The newest word on each counts: a replayed delivery was dead before.
    let recorded = replies[1].entries().compactMap { KnownDelivery(recorded: $0.textFields) }
    let last = Dictionary(recorded.map { ($0.outcome.guid, $0) }) { newest, _ in newest }
    let waiting = replies[0].entries().compactMap { KnownDelivery(pending: $0) }
    let dead = replies[2].entries().compactMap { DeadLetter($0) }.compactMap { letter in
      KnownDelivery(letter).map { $0.told(by: last[$0.outcome.guid]) }
    }
    let current = Set((waiting + dead).map(\.outcome.guid))
    let finished = last.values.filter { !current.contains($0.outcome.guid) }
    func newestFirst(_ some: [KnownDelivery]) -> [KnownDelivery] {
      some.sorted { ($1.at, $1.outcome.guid) < ($0.at, $0.outcome.guid) }
    }
    return newestFirst(newestFirst(waiting + finished).prefix(limit) + dead)
  }

  /// A delivery by its GUID; nil if it is not known, or no longer.
  package func delivery(_ guid: String) async throws(StoreError) -> KnownDelivery? {
    let replies = try await ask([["GET", .text(keys.seen(guid))], ["HGETALL", .text(keys.outcome(guid))]])
    let recorded = replies[1].textFields().flatMap { KnownDelivery(recorded: $0) }
    if let letter = try await deadLetter(guid) { return KnownDelivery(letter)?.told(by: recorded) }
    if let entry = replies[0].text?.split(separator: " ").first.map(String.init),
      let waiting = try await entries(keys.signals, from: entry, to: entry).first.flatMap({ KnownDelivery(pending: $0) }
      )
    {
      return waiting
    }
    return recorded
  }

  /// The newest dead letter of a delivery's GUID or an entry's identity.
  package func deadLetter(_ word: String) async throws(StoreError) -> DeadLetter? {
    var end = "+"
    while true {
      let some = try await read(
        ["XREVRANGE", .text(keys.deadLetters), .text(end), "-", "COUNT", 200]
      ).entries()
      let letters = some.compactMap { DeadLetter($0) }
      if let found = letters.first(where: { $0.id == word || $0.entry.signalID == word || $0.entry.id == word }) {
        return found
      }
      guard let last = some.last, some.count == 200 else { return nil }
      end = "(" + last.id
    }
  }

  func entries(_ stream: String, from start: String, to end: String) async throws(StoreError) -> [StreamEntry] {
    try await send(["XRANGE", .text(stream), .text(start), .text(end)]).entries()
  }
}

extension StreamEntry {
  /// The fields as text; of names that come twice the last counts.
  var textFields: [String: String] {
    fields.reduce(into: [:]) { $0[$1.name] = String(decoding: $1.value, as: UTF8.self) }
  }
}
