import MissionCore
import Synchronization

/// The parts of our queries that GitHub said it does not know. After a day each is asked for again: the server may have
/// been brought up to date meanwhile.
final class UnknownParts: Sendable {
  private static let memorySeconds = 86_400

  private let notedAt = Mutex<[QueryPart: Timestamp]>([:])

  /// The parts to leave out now.
  func parts(at now: Timestamp) -> Set<QueryPart> {
    notedAt.withLock { notes in
      notes = notes.filter { $0.value.adding(seconds: Self.memorySeconds) > now }
      return Set(notes.keys)
    }
  }

  /// GitHub does not know these.
  func note(_ parts: Set<QueryPart>, at now: Timestamp) {
    notedAt.withLock { notes in for part in parts { notes[part] = now } }
  }
}
