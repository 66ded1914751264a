import GitHub
import GitHubSandbox
import MissionCore
import MissionStore
import TestSupport
import Testing

@testable import Redis

/// What stands in the town's Redis, read beside the service.
extension World {
  /// Asks Redis one thing.
  @discardableResult
  func command(_ words: String...) async throws -> RedisReply {
    let connection = try redis()
    defer { connection.close() }
    return try await connection.send(words.map { .text($0) })
  }

  /// Waits until everything that GitHub has sent has come to its end, and every signal is handled.
  func settle() async throws {
    _ = try await settledDeliveries { _ in true }
    try await eventually("the stream to be empty") { try await self.command("XLEN", "sb:default:signals").integer == 0 }
  }

  /// The fields of a stream's entries, oldest first.
  func entries(of stream: String) async throws -> [[String: String]] {
    (try await command("XRANGE", stream, "-", "+").array ?? []).map { entry in
      let words = entry.array?.last?.strings() ?? []
      return stride(from: 0, to: words.count - 1, by: 2).reduce(into: [:]) { $0[words[$1]] = words[$1 + 1] }
    }
  }

  /// How often each delivery was handled to its end: every end writes one row, in the step that changes the state.
  func ends() async throws -> [String: Int] {
    try await entries(of: "sb:default:deliveries").reduce(into: [:]) { ends, row in
      ends[row["guid"] ?? "", default: 0] += 1
    }
  }

  /// Who holds the town's lease: host and process number.
  func leaseHolder() async throws -> String? { try await command("HGET", "sb:default:lease", "holder").text }

  /// Lets the lease run out now, instead of a few seconds after its holder's end.
  func endLease() async throws { try await command("DEL", "sb:default:lease") }

  /// Waits until the newest service works, without waiting for the lease of one that was killed to run out.
  func endLeaseOfTheDead() async throws {
    let own = ":\(service.program.pid)"
    try await eventually("the newest service to hold the lease") {
      guard let holder = try await self.leaseHolder() else { return false }
      if !holder.hasSuffix(own) { try await self.endLease() }
      return holder.hasSuffix(own)
    }
  }

  /// What a delivery of the sandbox would have been: to be posted by a test itself.
  struct Parcel: Sendable {
    let guid: String
    let event: String
    let hook: String
    let body: [UInt8]
  }

  /// The parcels of an event that the sandbox lost on purpose.
  func lostParcels(_ event: String) -> [Parcel] {
    sandbox.withCore { core in
      core.deliveries.records.filter { $0.event == event && $0.outcome == .dropped }.map { record in
        Parcel(guid: record.guid, event: record.event, hook: "\(record.hook)", body: record.payload)
      }
    }
  }

  /// Posts a parcel; its status, or nil where no answer came.
  func post(_ parcel: Parcel, to service: RunningService? = nil) async -> Int? {
    try? await deliver(parcel.body, event: parcel.event, guid: parcel.guid, to: service, hook: parcel.hook).status
  }
}
