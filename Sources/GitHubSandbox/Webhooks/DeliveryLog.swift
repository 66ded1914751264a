/// The hooks' delivery logs, oldest first; the oldest are forgotten when there are too many.
package struct DeliveryLog: Sendable {
  /// How many deliveries are kept, payloads included.
  static let capacity = 5_000

  package private(set) var records: [DeliveryRecord] = []
  private var lastID = 20_000_000_000

  init() {}

  /// Writes a delivery down and gives it its id.
  mutating func append(_ record: DeliveryRecord) -> Int {
    lastID += 1
    var record = record
    record.id = lastID
    records.append(record)
    if records.count > Self.capacity { records.removeFirst(records.count - Self.capacity) }
    return lastID
  }

  /// The delivery of an id.
  package subscript(_ id: Int) -> DeliveryRecord? {
    get { place(of: id).map { records[$0] } }
    set {
      guard let newValue, let place = place(of: id) else { return }
      records[place] = newValue
    }
  }

  private func place(of id: Int) -> Int? {
    guard let first = records.first else { return nil }
    // Ids are given without gaps, and only from the front anything is removed.
    let place = id - first.id
    return records.indices.contains(place) ? place : nil
  }
}
