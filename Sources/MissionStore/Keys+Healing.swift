/// What the town knows about its webhooks: who receives, with which secrets, and what GitHub never delivered.
extension Keys {
  /// Sorted set without scores: `repository NUL mission` for every repository that an active mission is about.
  package var repositories: String { own("repositories") }
  /// Hash: hook → up to when all its deliveries are settled, in milliseconds; `start` is when the audit first ran.
  package var auditMarks: String { own("audit:marks") }
  /// Hash: what the audit has counted since the town began.
  package var auditCounts: String { own("audit:counts") }
  /// Hash: place → when its log was last looked at, and how that ended.
  package var auditNotes: String { own("audit:notes") }
  /// Hash: `fingerprint count|first|last` → how often a secret was used, and when.
  package var secretUses: String { own("secrets") }
  /// String: when a process last did what was due and ended, in milliseconds; it is gone after a week.
  package var lastRound: String { own("last-round") }
  /// String: the random key of the fingerprints by which secrets are told apart.
  package var fingerprintKey: String { own("fingerprint-key") }
  /// Hash: a hook's number → when it last delivered, in milliseconds.
  package var seenHooks: String { own("hooks") }
  /// Hash: a receiver's name → until when it counts as there, and the fingerprints of the secrets it takes.
  package var receivers: String { own("receivers") }
}
