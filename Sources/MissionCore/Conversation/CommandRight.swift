/// What GitHub says about somebody's right to command.
package enum CommandRight: String, Hashable, Sendable, Codable {
  /// May write to the repository.
  case writer
  /// May not.
  case none
  /// It is the account Signalbox itself acts as.
  case ourselves
}
