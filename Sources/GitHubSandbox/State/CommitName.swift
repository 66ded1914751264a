import GitHub

/// Names of commits that never were: 40 hexadecimal digits, different for different numbers.
enum CommitName {
  /// What stands for "no commit" where a branch begins or ends.
  static let none = String(repeating: "0", count: 40)

  /// The name for a purpose and a number.
  static func make(_ purpose: String, _ number: Int) -> String {
    String(BodyDigest(of: "\(purpose) \(number)".utf8).description.prefix(40))
  }

  /// Whether a text could be a commit's name.
  static func isValid(_ text: String) -> Bool {
    text.utf8.count == 40
      && text.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }
}
