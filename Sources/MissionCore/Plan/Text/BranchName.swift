/// What a branch's name says about the issue it was made for.
///
/// Only our own branches say it: `signalbox/12-title` was made by a worker for issue 12. A number in any other name is
/// a date, a version, a sprint or another tool's, and names no issue.
enum BranchName {
  private static let prefix: StaticString = "signalbox/"

  /// The number of the issue that a branch of ours was made for: `signalbox/12` or `signalbox/12-title`. One with a
  /// zero in front is the number of a planned item.
  static func issueNumber(in branch: String) -> Int? {
    let bytes = Array(branch.utf8)
    guard bytes.holds(prefix, at: 0) else { return nil }
    let digits = bytes[prefix.utf8CodeUnitCount...].prefix { $0.isDigit }
    guard digits.first != UInt8(ascii: "0"), let number = Int(String(decoding: digits, as: UTF8.self)) else {
      return nil
    }
    if let next = bytes.byte(at: digits.endIndex), next != ASCII.hyphen { return nil }
    return number
  }
}
