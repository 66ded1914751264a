extension WorkTask.ReviewVerdict {
  /// Reads a reviewer's verdict from a result's first words; nil where there is none.
  init?(from result: String) {
    let text = result.trimmingSpaces().lowercased()
    if Self.begins(text, with: ["approved", "lgtm"]) {
      self = .approve
    } else if Self.begins(text, with: ["rejected", "changes requested"]) {
      self = .reject
    } else {
      return nil
    }
  }

  /// What stands after the verdict's words.
  static func reason(in result: String) -> String {
    var rest = result.trimmingSpaces()[...]
    for word in ["changes requested", "rejected", "approved", "lgtm"] where rest.lowercased().hasPrefix(word) {
      rest = rest.dropFirst(word.count)
      break
    }
    return String(rest.drop { !$0.isLetter && !$0.isNumber })
  }

  /// What follows from it, for the reviewer.
  var consequence: String {
    switch self {
    case .approve: "the head it looked at is approved"
    case .reject: "it is to be mended, and the author is told why"
    }
  }

  /// Whole words only: "approvedly" is no verdict.
  private static func begins(_ text: String, with words: [String]) -> Bool {
    words.contains { word in
      guard text.hasPrefix(word) else { return false }
      guard let next = text.dropFirst(word.count).first else { return true }
      return !next.isLetter && !next.isNumber
    }
  }
}
