package import MissionCore
import Redis

extension TownStore {
  /// How long after a round another one is counted on, in seconds: a week.
  private static let roundSeconds = 7 * 86_400

  /// A process has done once what was due, and ends now.
  package func noteRound() async throws(StoreError) {
    try await send([
      "SET", .text(keys.lastRound), .integer(Int(now().milliseconds)), "EX", .integer(Self.roundSeconds),
    ])
  }

  /// When that last happened; nil when it was more than a week ago, or never.
  package func lastRound() async throws(StoreError) -> Timestamp? {
    try await read(["GET", .text(keys.lastRound)]).text.flatMap { Int64($0) }.map { Timestamp(milliseconds: $0) }
  }
}
