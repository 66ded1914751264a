/// The text that a check's output comes down to.
enum CheckSummary {
  /// Title and summary, one after the other, capped; nil when both are missing or empty.
  static func joined(title: String?, summary: String?) -> String? {
    let parts = [title, summary].compactMap { $0 }.filter { !$0.isEmpty }
    return parts.isEmpty ? nil : parts.joined(separator: "\n").capped(at: TextLimit.summary)
  }
}
