/// One thing that is wrong with the configuration.
struct ConfigurationFault: Sendable, Equatable {
  /// Where it was set: `--listen`, `SIGNALBOX_LISTEN`, `signalbox.toml: listen`.
  var place: String
  /// What is wrong with it; never quotes a secret.
  var problem: String
  /// What to do about it.
  var remedy: String
  /// Whether a file's content is bad, rather than what was typed.
  var isInData: Bool
}
