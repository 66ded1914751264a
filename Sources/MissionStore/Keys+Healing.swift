/// What the town knows about its webhooks: who receives, with which secrets, and what GitHub never delivered.
extension Keys {
  /// Sorted set without scores: `repository NUL mission` for every repository that an active mission is about.
  public var repositories: String { own("repositories") }
  /// Hash: hook → up to when all its deliveries are settled, in milliseconds; `start` is when the audit first ran.
  public var auditMarks: String { own("audit:marks") }
  /// Hash: what the audit has counted since the town began.
  public var auditCounts: String { own("audit:counts") }
  /// Hash: place → when its log was last looked at, and how that ended.
  public var auditNotes: String { own("audit:notes") }
  /// Hash: `fingerprint count|first|last` → how often a secret was used, and when.
  public var secretUses: String { own("secrets") }
  /// String: when a process last did what was due and ended, in milliseconds; it is gone after a week.
  public var lastRound: String { own("last-round") }
  /// String: the random key of the fingerprints by which secrets are told apart.
  public var fingerprintKey: String { own("fingerprint-key") }
  /// Hash: a hook's number → when it last delivered, in milliseconds.
  public var hooksHeard: String { own("hooks") }
  /// Hash: a receiver's name → until when it counts as there, and the fingerprints of the secrets it takes.
  public var receivers: String { own("receivers") }
}
