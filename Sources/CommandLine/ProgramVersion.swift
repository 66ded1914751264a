/// Which version of Signalbox this is.
package enum ProgramVersion {
  /// What `--version` says.
  package static let text = "0.1.0"
}
