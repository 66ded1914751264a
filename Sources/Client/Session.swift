package import CommandLine
import MissionStore

/// What a command runs in.
package struct Session: Sendable {
  /// Where the town is, and what was set.
  package let configuration: Configuration
  /// Environment, files, time.
  package let surroundings: Surroundings
  /// Where it answers.
  package let console: Console

  /// One with its parts.
  package init(configuration: Configuration, surroundings: Surroundings, console: Console) {
    self.configuration = configuration
    self.surroundings = surroundings
    self.console = console
  }

  /// The town. Nothing is asked yet, but a private Redis must have its socket.
  package func town() throws(CommandFailure) -> Town {
    if case .embedded(let socket) = configuration.store {
      // Without the socket a connection would only say "connection refused".
      guard surroundings.fileExists(surroundings.absolute(socket)) else { throw .nothingServes(configuration) }
    }
    return Town(session: self)
  }
}
