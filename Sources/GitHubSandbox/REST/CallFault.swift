/// What goes wrong with API calls, until it has happened often enough.
package struct CallFault: Sendable, Equatable {
  /// What the caller meets.
  package enum Kind: Sendable, Equatable {
    /// An answer of GitHub's shape with this status, or with this body.
    case status(Int, headers: [String: String], body: String?)
    /// 200 and a page of HTML.
    case garbage
    /// 200 and half of the answer.
    case truncated
    /// The answer, so many milliseconds late.
    case slow(milliseconds: Int)
    /// No answer at all.
    case never
  }

  var kind: Kind
  /// How many calls are left to fail.
  package var count: Int
  /// The only calls that fail: those whose path begins so.
  package var path: String?

  init(_ kind: Kind, count: Int = 1, path: String? = nil) {
    self.kind = kind
    self.count = count
    self.path = path
  }
}
