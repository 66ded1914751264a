/// What somebody may do in a repository; the raw values are GitHub's.
package enum Permission: String, Sendable, Comparable, CaseIterable {
  case none
  case read
  case write
  case admin

  package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .none: 0
    case .read: 1
    case .write: 2
    case .admin: 3
    }
  }
}
