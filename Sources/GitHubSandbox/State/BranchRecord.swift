/// A branch: its newest commit and what it demands.
package struct BranchRecord: Sendable, Equatable {
  var sha: String
  var protection: BranchProtection?
}
