/// What sort of work an item is. The raw values are those of the published records.
package enum WorkKind: String, Hashable, Sendable, Codable, CaseIterable {
  /// Finds out what to build.
  case design
  /// Builds it.
  case implement
  /// Tests it.
  case test
  /// Reviews it.
  case review
  /// Merges it.
  case mergeGate = "mergegate"
  /// Follows up on earlier work.
  case followUp = "followup"
  /// Finds something out: no milestone waits for it.
  case research

  /// Whether results of this kind pass a reviewer before they count, where the policy asks for reviewers.
  package var needsReview: Bool { self == .implement || self == .test }

  /// Whether something is built by it, and not only found out, designed or judged.
  package var builds: Bool {
    switch self {
    case .implement, .test, .mergeGate, .followUp: true
    case .design, .review, .research: false
    }
  }
}
