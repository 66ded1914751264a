import MissionCore
import Synchronization

/// What webhooks told about repositories as such: when one last spoke, and which name a number had. It lives as long as
/// the process: after a start nothing was heard, so everything is looked at as often as without webhooks.
final class WebhookActivity: Sendable {
  /// More repositories than any town has; beyond that it begins anew, which costs some polls.
  private static let bound = 10_000

  private struct State {
    var lastWebhookAt: [RepositoryName: Timestamp] = [:]
    var names: [Int: RepositoryName] = [:]
  }

  private let state = Mutex(State())

  /// A webhook of the repository arrived.
  func note(_ repository: RepositoryName, at moment: Timestamp) {
    state.withLock { state in
      if state.lastWebhookAt.count >= Self.bound { state.lastWebhookAt = [:] }
      state.lastWebhookAt[repository] = max(moment, state.lastWebhookAt[repository] ?? moment)
    }
  }

  /// When a webhook of the repository last arrived.
  func lastWebhookAt(_ repository: RepositoryName) -> Timestamp? { state.withLock { $0.lastWebhookAt[repository] } }

  /// Whether the number was not yet noted under this name.
  func isNews(_ repository: RepositoryName, id: Int) -> Bool { state.withLock { $0.names[id] != repository } }

  /// The missions were told that the number has this name.
  func noteName(_ repository: RepositoryName, id: Int) {
    state.withLock { state in
      if state.names.count >= Self.bound { state.names = [:] }
      state.names[id] = repository
    }
  }
}
