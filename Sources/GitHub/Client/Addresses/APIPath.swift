package import MissionCore
import System

/// A path below the API's base, as a literal: `"/repos/\(repository)/branches/\(branch)"`.
///
/// What is interpolated is percent-encoded, slashes included, so that a branch's name cannot become another path.
package struct APIPath: Sendable, Hashable, ExpressibleByStringInterpolation, CustomStringConvertible {
  /// The encoded path; begins with a slash.
  package let description: String

  /// A path without interpolations. A literal must begin with a slash.
  package init(stringLiteral text: String) {
    precondition(text.hasPrefix("/"), "Invalid state: an API path begins with a slash")
    description = text
  }

  /// A path with its interpolations encoded.
  package init(stringInterpolation: StringInterpolation) {
    self.init(stringLiteral: stringInterpolation.text)
  }

  /// A path that is encoded already; nil when it is none: no slash at its start, a query, or a character that a path
  /// cannot have.
  package init?(encoded text: String) {
    guard text.hasPrefix("/"), text.utf8.allSatisfy(Self.isAllowed) else { return nil }
    description = text
  }

  /// The path with another one behind it.
  func appending(_ more: APIPath) -> APIPath { APIPath(stringLiteral: description + more.description) }

  /// The repository it leads to, if it begins with `/repos/owner/name`.
  var repository: RepositoryName? {
    let segments = description.split(separator: "/", maxSplits: 3)
    guard segments.count >= 3, segments[0] == "repos" else { return nil }
    return RepositoryName(owner: String(segments[1]), name: String(segments[2]))
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    byte > 32 && byte < 127 && !"\"#?<>\\^`{|}".utf8.contains(byte)
  }

  /// Encodes what is put into a path.
  package struct StringInterpolation: StringInterpolationProtocol {
    var text = ""

    /// Starts an empty path.
    package init(literalCapacity: Int, interpolationCount: Int) {}

    /// Takes a part of the literal as it is.
    package mutating func appendLiteral(_ literal: String) { text += literal }

    /// Takes one segment's text.
    package mutating func appendInterpolation(_ segment: String) {
      // Two dots are unreserved, but as a segment they mean the parent.
      let isDots = segment == "." || segment == ".."
      text += isDots ? String(repeating: "%2E", count: segment.utf8.count) : PercentEncoding.encode(segment)
    }

    /// Takes a number.
    package mutating func appendInterpolation(_ number: some BinaryInteger) { text += String(number) }

    /// Takes `owner/name` as two segments.
    package mutating func appendInterpolation(_ repository: RepositoryName) {
      appendInterpolation(repository.owner)
      text += "/"
      appendInterpolation(repository.name)
    }
  }
}
