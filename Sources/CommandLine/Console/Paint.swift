/// Colours text for a terminal, or leaves it as it is.
package struct Paint: Sendable, Equatable {
  /// Whether anything is coloured.
  package let isOn: Bool

  /// Text as it is.
  package static let none = Paint(isOn: false)

  /// What stands out.
  package func strong(_ text: String) -> String { painted(text, "1") }
  /// What may be overlooked.
  package func faint(_ text: String) -> String { painted(text, "2") }
  /// What moves, or is done.
  package func good(_ text: String) -> String { painted(text, "32") }
  /// What waits.
  package func waiting(_ text: String) -> String { painted(text, "33") }
  /// What is wrong.
  package func bad(_ text: String) -> String { painted(text, "31") }

  private func painted(_ text: String, _ code: String) -> String {
    isOn && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
