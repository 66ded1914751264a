/// A server's version, compared number by number.
package struct RedisVersion: Sendable, Equatable, Comparable, CustomStringConvertible {
  /// The oldest version whose scripts and streams behave as this store needs.
  package static let oldestSupported = RedisVersion(major: 7, minor: 0, patch: 0)

  /// The first number.
  package let major: Int
  /// The second number.
  package let minor: Int
  /// The third number.
  package let patch: Int

  /// A version made of its numbers.
  package init(major: Int, minor: Int, patch: Int) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  /// Reads `7.0.15`; missing numbers are 0, anything after the third is ignored. Nil if it does not begin with a
  /// number.
  package init?(_ text: some StringProtocol) {
    let numbers = text.split(separator: ".", omittingEmptySubsequences: false).prefix(3)
      .map { Int($0.prefix { $0.isASCII && $0.isNumber }) }
    guard let major = numbers.first ?? nil else { return nil }
    self.init(
      major: major, minor: numbers.count > 1 ? numbers[1] ?? 0 : 0, patch: numbers.count > 2 ? numbers[2] ?? 0 : 0)
  }

  /// Finds the version in the answer to `INFO server`.
  init?(infoServer reply: RedisReply) {
    let label = "redis_version:"
    let line = reply.text?.split(whereSeparator: \.isNewline).first { $0.hasPrefix(label) }
    guard let line else { return nil }
    self.init(line.dropFirst(label.count))
  }

  /// Older is less.
  package static func < (left: RedisVersion, right: RedisVersion) -> Bool {
    (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
  }

  /// `7.0.15`
  package var description: String { "\(major).\(minor).\(patch)" }
}
