import FoundationEssentials
import GitHub
import TestSupport
import Testing

@testable import Doors

@Suite("JSON is checked while it arrives")
struct JSONScannerTests {
  static let objects: [(text: String, action: String?)] = [
    ("{}", nil), (" \t\r\n{ } \n", nil), (#"{"a":1}"#, nil), (#"{"action":"opened"}"#, "opened"),
    (#"{"a":{"action":"inner"},"action":"outer"}"#, "outer"), (#"{"a":["action","x"],"action":"y"}"#, "y"),
    (#"{"action":"first","action":"second"}"#, "first"), (#"{"\u0061ction":"x"}"#, "x"),
    (#"{"action":"a\u00e9\n\"\\\/\b\f\r\tz"}"#, "aé\n\"\\/\u{8}\u{C}\r\tz"), (#"{"action":"\ud83d\ude00"}"#, "😀"),
    (#"{"action":"\ud800"}"#, "\u{FFFD}"), (#"{"action":"\ud800\ud800\udc00"}"#, "\u{FFFD}\u{10000}"),
    (#"{"action":"é€😀"}"#, "é€😀"), (#"{"action":null}"#, nil), (#"{"action":7}"#, nil),
    (#"{"action":["x"]}"#, nil), (#"{"action":{"action":"x"}}"#, nil), (#"{"actions":"x"}"#, nil),
    (#"{"Action":"x"}"#, nil), (#"{"action":""}"#, ""), (#"{"":"x","action":"y"}"#, "y"),
    (#"{"n":[0,-0,1,10,-12,0.5,1.25e3,1E+2,1e-2,0e0,123456789012345678901234567890]}"#, nil),
    (#"{"l":[true,false,null],"e":[],"o":{}}"#, nil), (#"{"a":"\u0000\uFFFF\uDBFF"}"#, nil),
    (#"{"x":"action","action":"z"}"#, "z"), ("{\"a\":\"\u{7F}\"}", nil),
  ]

  @Test("A JSON object is accepted and its top-level action found, wherever it is cut", arguments: objects)
  func acceptsObjects(_ document: (text: String, action: String?)) {
    let bytes = Array(document.text.utf8)
    for cut in 0...bytes.count {
      #expect(Self.scan([bytes[..<cut], bytes[cut...]]) == .object(action: document.action), "cut at \(cut)")
    }
    #expect(Self.scan(bytes.map { [$0][...] }) == .object(action: document.action), "byte by byte")
  }

  static let others: [String] = [
    "", " ", "null", "true", "1", #""text""#, "[]", "[{}]", "{", "}", "{]", "[}", "{}{}", "{}x", "{},", "x{}", "{a:1}",
    #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{,"a":1}"#, #"{"a" 1}"#, #"{"a":1 "b":2}"#, #"{"a":1,,"b":2}"#,
    #"{"a":[1,]}"#,
    #"{"a":[,1]}"#, #"{"a":[1 2]}"#, #"{"a":[1}"#, #"{"a":[1}}"#, #"{"a":{]}"#, #"{"a":01}"#, #"{"a":-}"#, #"{"a":+1}"#,
    #"{"a":.5}"#, #"{"a":1.}"#, #"{"a":1.e1}"#, #"{"a":1e}"#, #"{"a":1e+}"#, #"{"a":--1}"#, #"{"a":0x1}"#, #"{"a":1f}"#,
    #"{"a":00}"#, #"{"a":-01}"#, #"{"a":NaN}"#, #"{"a":Infinity}"#, #"{"a":tru}"#, #"{"a":trux}"#, #"{"a":truee}"#,
    #"{"a":nul"#, #"{"a":True}"#, #"{"a":"x}"#, #"{"a":"\x"}"#, #"{"a":"\u12"}"#, #"{"a":"\u12g4"}"#, #"{"a":"\"}"#,
    "{\"a\":\"\n\"}", "{\"a\":\"\0\"}", "{\"a\":\"\u{1F}\"}", "{'a':1}", "{\"a\":1}\0", "\u{FEFF}{}", "{/**/}",
    "{\u{A0}}",
    #"{"a":1;"b":2}"#, #"{1:2}"#, #"{null:1}"#, #"{"a":1}]"#, "\u{C}{}",
  ]

  @Test("What is not a JSON object is refused, wherever it is cut", arguments: others)
  func refusesOthers(_ text: String) {
    let bytes = Array(text.utf8)
    for cut in 0...bytes.count { #expect(Self.scan([bytes[..<cut], bytes[cut...]]) == .notObject, "cut at \(cut)") }
    #expect(Self.scan(bytes.map { [$0][...] }) == .notObject, "byte by byte")
  }

  @Test(
    "UTF-8 that is none is refused",
    arguments: [
      [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x41], [0xE0, 0x9F, 0xBF], [0xE1, 0x80],
      [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xEF, 0xBF], [0xF0, 0x8F, 0xBF, 0xBF], [0xF1, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0xE2, 0x82, 0xAC, 0x80],
    ] as [[UInt8]])
  func refusesBrokenUTF8(_ sequence: [UInt8]) {
    for padding in 0...9 {
      let bytes = Array(#"{"a":""#.utf8) + [UInt8](repeating: 0x78, count: padding) + sequence + Array(#""}"#.utf8)
      #expect(Self.scan([bytes[...]]) == .notObject)
      #expect(Self.scan(bytes.map { [$0][...] }) == .notObject)
    }
  }

  @Test("The first and last characters of every length of UTF-8 are accepted")
  func acceptsUTF8Edges() {
    let edges: [Unicode.Scalar] = [
      "\u{80}", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{FFFF}", "\u{10000}", "\u{10FFFF}",
    ]
    for scalar in edges {
      #expect(Self.scan([Array("{\"action\":\"\(scalar)\"}".utf8)[...]]) == .object(action: String(scalar)))
    }
  }

  @Test("Every byte in a string is judged the same at every place of an eight-byte step")
  func judgesEveryByteAtEveryPlace() {
    for byte in UInt8.min...UInt8.max {
      let isPlain = byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
      for place in 0..<17 {
        var text = [UInt8](repeating: 0x61, count: 24)
        text[place] = byte
        let bytes = Array(#"{"a":""#.utf8) + text + Array(#""}"#.utf8)
        #expect((Self.scan([bytes[...]]) != .notObject) == isPlain, "byte \(byte) at \(place)")
      }
    }
  }

  @Test("512 levels are accepted, one more is not, and ten thousand are refused without harm")
  func boundsDepth() {
    func nested(_ levels: Int, _ open: String, _ close: String) -> [UInt8] {
      Array(
        (#"{"a":"# + String(repeating: open, count: levels) + "1" + String(repeating: close, count: levels) + "}").utf8)
    }
    #expect(Self.scan([nested(511, "[", "]")[...]]) == .object(action: nil))
    #expect(Self.scan([nested(511, #"{"b":"#, "}")[...]]) == .object(action: nil))
    #expect(Self.scan([nested(512, "[", "]")[...]]) == .notObject)
    #expect(Self.scan([nested(10_000, "[", "]")[...]]) == .notObject)
    #expect(Self.scan([nested(10_000, #"{"b":"#, "}")[...]]) == .notObject)
  }

  @Test("An action of absurd length is no action")
  func boundsAction() {
    let document = Array((#"{"action":""# + String(repeating: "x", count: 10_000) + #""}"#).utf8)
    #expect(Self.scan([document[...]]) == .object(action: nil))
  }

  @Test("It agrees with Foundation's decoder about ten thousand damaged documents, and about their action")
  func agreesWithFoundation() async throws {
    // Seconds of work: not on the pool that others need.
    let (accepted, disagreements) = await offPool { Self.compareWithFoundation(rounds: 10_000) }
    #expect(disagreements.isEmpty)
    // Otherwise the comparison says nothing about what is well formed.
    #expect(accepted > 500)
  }

  /// How many documents both accept, and about which they disagree.
  private static func compareWithFoundation(rounds: Int) -> (accepted: Int, disagreements: [String]) {
    var generator = SplitMix64(seed: 0x5EED)
    let alphabet = Array(#"{}[]:,"\0123456789.eE+-truefalsn acio/ubx"#.utf8) + [0x0A, 0x00, 0x80, 0xC3, 0xA9, 0xFF]
    var accepted = 0
    var disagreements: [String] = []
    for round in 0..<rounds {
      var bytes = Array(sample.utf8)
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        let byte = alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[place] = byte
        case 1: bytes.insert(byte, at: place)
        default: bytes.remove(at: place)
        }
      }
      let verdict = scan([bytes[...]])
      let expected = expectation(of: bytes, ours: verdict)
      if case .object = expected { accepted += 1 }
      if verdict != expected || verdict != scan(bytes.map { [$0][...] }) {
        disagreements.append("round \(round): \(verdict), not \(expected): \(String(decoding: bytes, as: UTF8.self))")
      }
    }
    return (accepted, disagreements)
  }

  /// What Foundation says, but where RFC 8259 says something else.
  private static func expectation(of bytes: [UInt8], ours: JSONScanner.Verdict) -> JSONScanner.Verdict {
    // Foundation does not look into strings that it does not decode, and lets a comma at the end of a list pass.
    guard String(validating: bytes, as: UTF8.self) != nil, !hasTrailingComma(bytes) else { return .notObject }
    if let reference = try? JSONDecoder().decode(AnyObjectDocument.self, from: Data(bytes)) {
      return .object(action: reference.action)
    }
    // It takes lone surrogates and numbers beyond Double for errors, and the grammar does not.
    return isBeyondFoundation(bytes) ? ours : .notObject
  }

  private static let sample = #"""
    {"action": "completed", "n": [0, -1, 2.5, 1e3, -0.25E-2], "t": [true, false, null],
     "o": {"a": {"b": [[], {}, ""]}}, "s": "caf\u00e9 \"x\" \\ \/ é€😀 \ud83d\ude00"}
    """#

  private static func hasTrailingComma(_ bytes: [UInt8]) -> Bool {
    let dense = bytes.filter { $0 != 0x20 && $0 != 0x0A }
    return zip(dense, dense.dropFirst()).contains { $0 == UInt8(ascii: ",") && ($1 == 0x5D || $1 == 0x7D) }
  }

  private static func isBeyondFoundation(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    return text.contains("\\ud")
      || text.contains("e")
        && (try? JSONDecoder().decode(AnyObjectDocument.self, from: Data(withoutExponents(bytes)))) != nil
  }

  /// The same document with every exponent cut to one digit, so that no number is out of Double's range.
  private static func withoutExponents(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var digits = 0
    var inExponent = false
    for byte in bytes {
      let isDigit = (0x30...0x39).contains(byte)
      if byte | 0x20 == 0x65 {
        (inExponent, digits) = (true, 0)
      } else if isDigit {
        digits += 1
      } else if byte != 0x2B, byte != 0x2D {
        inExponent = false
      }
      if !(inExponent && isDigit && digits > 1) { result.append(byte) }
    }
    return result
  }

  private static func scan(_ pieces: [ArraySlice<UInt8>]) -> JSONScanner.Verdict {
    var scanner = JSONScanner()
    for piece in pieces { scanner.feed(Array(piece)) }
    return scanner.verdict
  }
}

/// Decodes every value of an object, so that Foundation looks at all of it.
private struct AnyObjectDocument: Decodable {
  var action: String?

  private struct Key: CodingKey {
    let stringValue: String
    let intValue: Int? = nil

    init?(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { nil }
  }

  private enum Value: Decodable {
    case text(String)
    case other

    init(from decoder: any Decoder) throws {
      if let list = try? decoder.unkeyedContainer() {
        var list = list
        while !list.isAtEnd { _ = try list.decode(Value.self) }
        self = .other
      } else if let object = try? decoder.container(keyedBy: Key.self) {
        for key in object.allKeys { _ = try object.decode(Value.self, forKey: key) }
        self = .other
      } else {
        let single = try decoder.singleValueContainer()
        if single.decodeNil() {
          self = .other
        } else if (try? single.decode(Bool.self)) != nil {
          self = .other
        } else if let text = try? single.decode(String.self) {
          self = .text(text)
        } else {
          _ = try single.decode(Double.self)
          self = .other
        }
      }
    }
  }

  init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: Key.self)
    for key in object.allKeys {
      let value = try object.decode(Value.self, forKey: key)
      if key.stringValue == "action", case .text(let text) = value { action = text }
    }
  }
}
