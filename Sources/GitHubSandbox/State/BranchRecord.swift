/// A branch: its newest commit and what it demands.
package struct BranchRecord: Sendable, Equatable {
  package var sha: String
  package var protection: BranchProtection?
}
