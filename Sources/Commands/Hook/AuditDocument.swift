import CommandLine
import MissionCore
import MissionStore

/// What the audit of deliveries says of a place, and what it has counted in the town.
struct AuditDocument: Encodable, Sendable, Equatable {
  /// When the place was last looked at; nil when never.
  let at: String?
  /// Why there is no audit.
  let problem: String?
  /// How many deliveries were missing.
  let missed: Int
  /// How many of them were brought in.
  let healed: Int
  /// How many GitHub was asked to make again.
  let redelivered: Int
  /// How many were given up.
  let lost: Int

  /// A note about a place with a hook of ours, if there is one, with the town's counts. That no hook was there is no
  /// news of this one: the audit has not looked since.
  init(_ note: AuditNote?, counts: [String: Int]) {
    let note = note?.problem == AuditNote.noHook ? nil : note
    at = note?.at.jsonText
    problem = note?.problem?.printable(limit: 500)
    missed = counts["missed"] ?? 0
    healed = counts["healed"] ?? 0
    redelivered = counts["redelivered"] ?? 0
    lost = counts["lost"] ?? 0
  }

  /// For people.
  var line: String {
    let numbers = "missed \(missed), healed \(healed), asked for again \(redelivered), lost \(lost)"
    if let problem { return "not audited: \(problem)" }
    return at == nil
      ? "lost webhooks are not looked for yet: that begins a minute after a mission of this repository has its hook"
      : "audited; in this town so far: \(numbers)"
  }
}
