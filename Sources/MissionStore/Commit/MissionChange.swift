package import MissionCore

/// A mission before and after a decision. Only what differs is written.
package struct MissionChange: Sendable {
  /// The mission as it was read; nil for a new one.
  package let before: VersionedMission?
  /// The mission as it is to be stored.
  package let after: Mission
  /// What another tool put among the mission's records: it goes, and everything of ours that it may have changed is
  /// written anew. Nil where none has been there.
  package var strange: StrangeRecords?

  /// A change of a mission; `before` is nil for a new one.
  package init(before: VersionedMission?, after: Mission) {
    self.before = before
    self.after = after
    difference = MissionDifference(from: before?.mission, to: after)
    trace = MissionTrace(after, after: before, difference)
  }

  let difference: MissionDifference
  let trace: MissionTrace

  /// The mission as it stands in the store once this was committed.
  package var stored: VersionedMission { VersionedMission(mission: after, revision: revision, trace: trace) }

  /// The revision the stored mission gets.
  var revision: Int { (before?.revision ?? 0) + 1 }
}
