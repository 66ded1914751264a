import Glibc

/// What a test waited for did not come.
struct GaveUp: Error, CustomStringConvertible {
  let what: String
  let description: String

  init(_ what: String, seen: String = "") {
    self.what = what
    description = "gave up waiting for \(what)" + (seen.isEmpty ? "" : "; last seen: \(seen)")
  }
}

/// How long a test waits for anything, in seconds: far more than it takes, for a machine with much else to do.
let patience = 60

/// Waits until there is something, and returns it.
@discardableResult
func eventually<Value: Sendable>(
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
func eventually(
  _ what: String, within seconds: Int = patience, isSo probe: () async throws -> Bool
) async throws {
  try await eventually(what, within: seconds) { () -> Bool? in try await probe() ? true : nil }
}
