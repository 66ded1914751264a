/// One row of an index: a member of a set or sorted set.
struct IndexEntry: Hashable {
  enum Score: Hashable {
    /// A plain set has none.
    case none
    case at(Int64)
  }

  var key: String
  var member: String
  var score: Score = .none

  /// The writes that lead from one set of rows to another. A row whose score alone changes is written over.
  static func writes(from old: Set<IndexEntry>, to new: Set<IndexEntry>) -> [Write] {
    let kept = Set(new.map(\.place))
    let removed = old.subtracting(new).filter { !kept.contains($0.place) }
    return removed.sorted(by: precedes).map(\.removal) + new.subtracting(old).sorted(by: precedes).map(\.addition)
  }

  private struct Place: Hashable {
    var key: String
    var member: String
  }

  private var place: Place { Place(key: key, member: member) }

  private var addition: Write {
    switch score {
    case .none: .setAdd(key, members: [member])
    case .at(let score): .sortedAdd(key, member: member, score: score)
    }
  }

  private var removal: Write {
    switch score {
    case .none: .setRemove(key, members: [member])
    case .at: .sortedRemove(key, member: member)
    }
  }

  private static func precedes(_ left: IndexEntry, _ right: IndexEntry) -> Bool {
    (left.key, left.member) < (right.key, right.member)
  }
}
