import Client
import MissionCore
import MissionStore

/// What the shell itself does to an agent in the course of a signal.
enum AgentUpdate: Sendable {
  /// It gave a sign of life.
  case showsUp(Identifier<Agent>)
  /// It was removed.
  case isRemoved(Identifier<Agent>)
  /// It was stopped.
  case isStopped(Identifier<Agent>)

  /// Whom it is about.
  var id: Identifier<Agent> {
    switch self {
    case .showsUp(let id), .isRemoved(let id), .isStopped(let id): id
    }
  }

  func apply(to book: inout AgentBook, at now: Timestamp) {
    switch self {
    case .showsUp(let id): book.showUp(id, at: now)
    case .isRemoved(let id): book.remove(id)
    case .isStopped(let id): book.stop(id)
    }
  }
}
