/// The issues that a branch's name names in the usual forms.
///
/// A component of the name counts when it is a number, or begins with `issue-`, `issues-`, `gh-` or nothing and then a
/// number, and a hyphen, an underscore or nothing follows: `12`, `12-title`, `issue-12`, `fix/12`, `issue/12-title`,
/// `gh-12`. A number elsewhere (`v2`, `release/1.4`, `title-12`) names no issue.
enum BranchName {
  /// The issue numbers in the order of the components.
  static func issueNumbers(in branch: String) -> [Int] {
    branch.utf8.split(separator: ASCII.slash).compactMap { number(in: Array($0)) }
  }

  private static let prefixes: [StaticString] = ["issue-", "issues-", "gh-"]

  private static func number(in component: [UInt8]) -> Int? {
    let prefix = prefixes.first { component.holds($0, at: 0) }
    let start = prefix?.utf8CodeUnitCount ?? 0
    let digits = component[start...].prefix { $0.isDigit }
    guard !digits.isEmpty, let number = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
    if let next = component.byte(at: digits.endIndex), next != ASCII.hyphen, next != ASCII.underscore { return nil }
    return number
  }
}
