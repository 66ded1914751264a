/// By what a person may start a mission on GitHub.
package enum StartSource: String, Sendable, CaseIterable {
  /// A comment `/signalbox start`.
  case comment
  /// The label `signalbox`.
  case label
}
