import GitHub
import MissionCore
import MissionStore
import Views

/// A webhook secret as far as it may be shown: its fingerprint, and how it is used.
struct SecretDocument: Encodable, Sendable, Equatable {
  /// Tells it from others.
  let fingerprint: String
  /// How many deliveries were signed with it.
  let uses: Int
  /// When the last was.
  let lastUsedAt: String?
  /// Since when receivers take it.
  let takenSince: String?
  /// Whether every receiver that runs takes it.
  let isTakenByAll: Bool
  /// When it was used last.
  let lastUsed: Timestamp?
  /// Since when receivers take it.
  let firstTaken: Timestamp?

  private enum CodingKeys: String, CodingKey {
    case fingerprint, uses
    case lastUsedAt = "last_used_at"
    case takenSince = "taken_since"
    case isTakenByAll = "taken_by_all"
  }

  /// All secrets of a file, in its order.
  static func all(_ secrets: [Secret], _ store: TownStore) async throws -> [SecretDocument] {
    let uses = try await store.secretUses()
    let receivers = try await store.receivers()
    let key = FingerprintKey(try await store.fingerprintKey())
    return secrets.map { secret in
      let fingerprint = secret.fingerprint(key)
      let use = uses[fingerprint] ?? SecretUse()
      return SecretDocument(
        fingerprint, use, isTakenByAll: receivers.values.allSatisfy { $0.contains(fingerprint) })
    }
  }

  private init(_ fingerprint: String, _ use: SecretUse, isTakenByAll: Bool) {
    self.fingerprint = fingerprint
    uses = use.count
    lastUsed = use.lastUsed
    firstTaken = use.firstTaken
    lastUsedAt = use.lastUsed?.jsonText
    takenSince = use.firstTaken?.jsonText
    self.isTakenByAll = isTakenByAll
  }

  /// For people.
  func line(at now: Timestamp) -> String {
    let last = lastUsed.map { ", last \(Words.ago($0, at: now))" } ?? ""
    return "secret \(fingerprint): used \(uses)×\(last)\(isTakenByAll ? "" : "; not taken by every receiver yet")"
  }
}
