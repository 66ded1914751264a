/// What a round of the audit found. Every GUID listed is in exactly one of the lists or numbers, whatever the number of
/// hooks and attempts.
public struct DeliveryFindings: Sendable, Equatable {
  /// Missing: to be read from GitHub's log, the oldest first.
  public var fetch: [DeliveryAttempt] = []
  /// Missing, and not to be had from the log: GitHub is to deliver it again.
  public var redeliver: [DeliveryAttempt] = []
  /// Given up, said once: neither could be had. Only polling can notice what it would have said.
  public var lost: [DeliveryAttempt] = []
  /// How many we have.
  public var held = 0
  /// How many are of no use here, and therefore not kept.
  public var unused = 0
  /// How many are too young to be missed.
  public var young = 0
  /// How many were asked to be delivered again, and have not come yet.
  public var awaited = 0
  /// How many are missing beyond those that one round takes on.
  public var postponed = 0
  /// How many were given up in an earlier round.
  public var lostBefore = 0
  /// How many of the missing ones we once acknowledged. Should always be 0: acknowledged is stored.
  public var acknowledgedButMissing = 0

  /// Nothing found.
  public init() {}

  /// How many are missing, whatever is done about them.
  public var missing: Int { fetch.count + redeliver.count + lost.count + awaited + postponed + lostBefore }
}
