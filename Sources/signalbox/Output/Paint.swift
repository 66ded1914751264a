/// Colours text for a terminal, or leaves it as it is.
struct Paint: Sendable, Equatable {
  /// Whether anything is coloured.
  let isOn: Bool

  /// Text as it is.
  static let none = Paint(isOn: false)

  /// What stands out.
  func strong(_ text: String) -> String { painted(text, "1") }
  /// What may be overlooked.
  func faint(_ text: String) -> String { painted(text, "2") }
  /// What moves, or is done.
  func good(_ text: String) -> String { painted(text, "32") }
  /// What waits.
  func waiting(_ text: String) -> String { painted(text, "33") }
  /// What is wrong.
  func bad(_ text: String) -> String { painted(text, "31") }

  private func painted(_ text: String, _ code: String) -> String {
    isOn && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
