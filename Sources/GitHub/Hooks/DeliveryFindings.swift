/// What a round of the audit found. Every GUID listed is in exactly one of the lists or numbers, whatever the number of
/// hooks and attempts.
package struct DeliveryFindings: Sendable, Equatable {
  /// Missing: to be read from GitHub's log, the oldest first.
  package var fetch: [DeliveryAttempt] = []
  /// Missing, and not to be had from the log: GitHub is to deliver it again.
  package var redeliver: [DeliveryAttempt] = []
  /// Given up, said once: neither could be had. Only polling can notice what it would have said.
  package var lost: [DeliveryAttempt] = []
  /// How many we have.
  package var held = 0
  /// How many are of no use here, and therefore not kept.
  package var unused = 0
  /// How many are too young to be missed.
  package var young = 0
  /// How many were asked to be delivered again, and have not come yet.
  package var awaited = 0
  /// How many are missing beyond those that one round takes on.
  package var postponed = 0
  /// How many were given up in an earlier round.
  package var lostBefore = 0
  /// How many of the missing ones we once acknowledged. Should always be 0: acknowledged is stored.
  package var acknowledgedButMissing = 0

  /// Nothing found.
  package init() {}

  /// How many are missing, whatever is done about them.
  package var missing: Int { fetch.count + redeliver.count + lost.count + awaited + postponed + lostBefore }
}
