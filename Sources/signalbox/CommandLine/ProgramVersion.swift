/// Which version of Signalbox this is.
enum ProgramVersion {
  /// What `--version` says.
  static let text = "0.1.0"
}
