import MissionStore

/// What a command runs in.
struct Session: Sendable {
  /// The settings.
  let configuration: Configuration
  /// Environment, files, time.
  let surroundings: Surroundings
  /// Where it answers.
  let console: Console

  /// The town. Nothing is asked yet, but a private Redis must have its socket.
  func town() throws(CommandFailure) -> Town {
    if case .embedded(let socket) = configuration.store {
      // Without the socket a connection would only say "connection refused".
      guard surroundings.fileExists(surroundings.absolute(socket)) else { throw .nothingServes(configuration) }
    }
    return Town(session: self)
  }
}
