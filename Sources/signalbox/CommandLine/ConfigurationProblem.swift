/// Why a text is no value for a setting: one sentence without a full stop.
struct ConfigurationProblem: Error, Sendable, Equatable {
  /// The sentence.
  let text: String
}

extension ConfigurationProblem: ExpressibleByStringInterpolation {
  /// A sentence.
  init(stringLiteral value: String) { text = value }
}
