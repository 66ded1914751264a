import System

/// A full commit name: 40 (SHA-1) or 64 (SHA-256) hexadecimal digits, kept in lower case.
///
/// It becomes part of keys and paths, so nothing else is let through.
struct CommitName: Decodable {
  let sha: String

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard text.utf8.count == 40 || text.utf8.count == 64, text.utf8.allSatisfy({ $0.hexadecimalDigit != nil }) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a full commit name")
    }
    sha = text.lowercased()
  }
}
