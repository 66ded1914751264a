/// A repository's `owner/name`. GitHub compares both without regard to case, and so does this type.
package struct RepositoryName: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The owner's login as it was written.
  package let owner: String
  /// The repository's name as it was written.
  package let name: String
  /// `owner/name` in lower case: the form for keys and comparison. Kept, because every lookup of a reference needs it.
  package let folded: String

  /// Reads `owner/name`; nil unless both parts hold only letters, digits, `-`, `_` and `.` (1 to 100 each) and the
  /// name is not `.` or `..`, so that it can stand in a URL's path.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    self.init(owner: String(parts[0]), name: String(parts[1]))
  }

  /// The same rules for the two parts given apart.
  package init?(owner: String, name: String) {
    for part in [owner, name] {
      guard (1...100).contains(part.utf8.count), part.utf8.allSatisfy(\.isRepositoryCharacter), part != ".",
        part != ".."
      else { return nil }
    }
    self.owner = owner
    self.name = name
    folded = "\(owner)/\(name)".lowercased()
  }

  /// `owner/name` as it was written.
  package var description: String { "\(owner)/\(name)" }

  /// Equal without regard to case.
  package static func == (left: Self, right: Self) -> Bool { left.folded == right.folded }

  /// Equal without regard to case.
  package func hash(into hasher: inout Hasher) { hasher.combine(folded) }

  /// Alphabetical, without regard to case.
  package static func < (left: Self, right: Self) -> Bool { left.folded < right.folded }
}

extension RepositoryName: Codable {
  /// Reads `owner/name`.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let name = RepositoryName(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an owner/name")
    }
    self = name
  }

  /// Writes `owner/name`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension UInt8 {
  /// Whether the byte may stand in an owner's or a repository's name.
  var isRepositoryCharacter: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
