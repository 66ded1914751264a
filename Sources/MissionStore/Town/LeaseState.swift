/// Who serves a town.
package enum LeaseState: Sendable, Equatable {
  /// The asking clerk has it.
  case held
  /// Another clerk: who it is, and after how long it loses the lease unless it renews it.
  case heldByOther(holder: String, remainingMilliseconds: Int)
  /// Nobody.
  case free
}
