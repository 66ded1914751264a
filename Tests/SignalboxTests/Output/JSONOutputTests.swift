import FoundationEssentials
import Testing

@testable import CommandLine

@Suite struct JSONOutputTests {
  @Test(
    "What no terminal may be sent is escaped in JSON, too, and still means the same",
    arguments: [
      "\u{1B}", "\u{7F}", "\u{85}", "\u{9B}", "\u{202E}", "\u{2066}", "\u{2028}", "\u{2029}", "\u{E0041}", "\u{FEFF}",
    ])
  func escapes(_ scalar: String) throws {
    let bytes = try Console.json(["title": "a\(scalar)b"])
    #expect(!String(decoding: bytes, as: UTF8.self).unicodeScalars.contains { scalar.unicodeScalars.contains($0) })
    #expect(try JSONDecoder().decode([String: String].self, from: Data(bytes)) == ["title": "a\(scalar)b"])
  }
}
