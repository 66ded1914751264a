/// Why a text is no value for a setting: one sentence without a full stop.
package struct ConfigurationProblem: Error, Sendable, Equatable {
  /// What is wrong, as a sentence.
  package let text: String

  /// One with its parts.
  package init(text: String) {
    self.text = text
  }
}

extension ConfigurationProblem: ExpressibleByStringInterpolation {
  /// A sentence.
  package init(stringLiteral value: String) { text = value }
}
