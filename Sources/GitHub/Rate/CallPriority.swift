/// Who goes first when calls are scarce.
package enum CallPriority: Int, Sendable, Hashable, CaseIterable, Comparable {
  /// Looking around without a reason: regular polls and audits. Never touches the reserve.
  case sweep
  /// Something happened and a mission waits for this answer.
  case eventDriven

  /// Less urgent first.
  package static func < (left: CallPriority, right: CallPriority) -> Bool { left.rawValue < right.rawValue }
}
