/// How often each secret was used. Counted by its place, which is quick, and kept by its name, which stays when the
/// file's order changes.
struct SecretMatches {
  private var names: [String] = []
  private var counts: [UInt64] = []
  private var former: [String: UInt64] = [:]

  mutating func count(_ place: Int) {
    while counts.count <= place { counts.append(0) }
    counts[place] += 1
  }

  /// Other secrets are at the places now.
  mutating func rename(_ names: [String]) {
    former = byName.reduce(into: [:]) { $0[$1.name] = $1.count }
    self.names = names
    counts = []
  }

  /// The counts of all secrets that were ever used or are taken now, by name; by its place where one has none.
  var byName: [(name: String, count: UInt64)] {
    var all = former
    for name in names { all[name, default: 0] += 0 }
    for (place, count) in counts.enumerated() {
      all[names.indices.contains(place) ? names[place] : String(place), default: 0] += count
    }
    return all.sorted { $0.key < $1.key }.map { (name: $0.key, count: $0.value) }
  }
}
