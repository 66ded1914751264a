import Redis

extension RedisReply {
  /// An array of names and values, as `HGETALL` gives it. A missing hash is empty.
  func pairs() -> [(name: String, value: [UInt8])]? {
    guard let array, array.count.isMultiple(of: 2) else { return nil }
    var pairs: [(name: String, value: [UInt8])] = []
    pairs.reserveCapacity(array.count / 2)
    for index in stride(from: 0, to: array.count, by: 2) {
      guard let name = array[index].text, let value = array[index + 1].bytes else { return nil }
      pairs.append((name, value))
    }
    return pairs
  }

  /// The same as text; of names that come twice the last counts.
  func textFields() -> [String: String]? {
    pairs().map { pairs in
      pairs.reduce(into: [:]) { $0[$1.name] = String(decoding: $1.value, as: UTF8.self) }
    }
  }

  /// The entries of a stream's range.
  func entries() -> [StreamEntry] { (array ?? []).compactMap { StreamEntry($0) } }
}
