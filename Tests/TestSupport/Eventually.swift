import Glibc

/// What a test waited for did not come.
package struct GaveUp: Error, CustomStringConvertible {
  /// What was waited for.
  package let what: String
  package let description: String

  /// A wait that ended without it.
  package init(_ what: String, seen: String = "") {
    self.what = what
    description = "gave up waiting for \(what)" + (seen.isEmpty ? "" : "; last seen: \(seen)")
  }
}

/// How long a test waits for anything, in seconds: far more than it takes, for a machine with much else to do.
package let patience = 60

/// Waits until there is something, and returns it.
@discardableResult
package func eventually<Value: Sendable>(
  _ what: String, within seconds: Int = patience, _ probe: () async throws -> Value?
) async throws -> Value {
  let deadline = ContinuousClock.now.advanced(by: .seconds(seconds))
  while true {
    if let value = try await probe() { return value }
    guard ContinuousClock.now < deadline else { throw GaveUp(what) }
    try Task.checkCancellation()
    _ = await offPool { poll(nil, 0, 20) }
  }
}

/// Waits until something is so.
package func eventually(
  _ what: String, within seconds: Int = patience, isSo probe: () async throws -> Bool
) async throws {
  try await eventually(what, within: seconds) { () -> Bool? in try await probe() ? true : nil }
}

/// Waits on this thread until a condition holds, with the same patience; says whether it does.
package func soon(_ condition: () throws -> Bool) rethrows -> Bool {
  let deadline = ContinuousClock.now.advanced(by: .seconds(patience))
  while ContinuousClock.now < deadline {
    if try condition() { return true }
    poll(nil, 0, 1)
  }
  return try condition()
}
