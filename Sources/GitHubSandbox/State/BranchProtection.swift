/// What a branch demands before something is merged into it.
package struct BranchProtection: Sendable, Equatable {
  /// Where the demand is written down: GitHub has an older place and a newer one, read by different endpoints.
  package enum Source: String, Sendable {
    case classic
    case ruleset
  }

  /// A check or status that must pass.
  package struct RequiredCheck: Sendable, Equatable {
    var context: String
    /// The only app whose result counts, where one is named.
    package var app: Int?

    init(context: String, app: Int? = nil) {
      self.context = context
      self.app = app
    }
  }

  var source: Source
  var requiredChecks: [RequiredCheck]
  /// Whether the head must contain the base's newest commit.
  package var isStrict: Bool
  var requiredApprovals: Int
  /// Whether pull requests are merged by a merge queue only.
  package var hasMergeQueue: Bool

  init(
    source: Source = .ruleset, requiredChecks: [RequiredCheck] = [], isStrict: Bool = false, requiredApprovals: Int = 0,
    hasMergeQueue: Bool = false
  ) {
    self.source = source
    self.requiredChecks = requiredChecks
    self.isStrict = isStrict
    self.requiredApprovals = requiredApprovals
    self.hasMergeQueue = hasMergeQueue
  }
}
