import GitHub
import TestSupport
import Testing

@testable import Doors

@Suite("A form's payload is unpacked while it arrives")
struct FormPayloadTests {
  static let forms: [(form: String, payload: String, count: Int)] = [
    ("payload=%7B%7D", "{}", 1), ("payload={}", "{}", 1), ("payload=a+b%2Bc", "a b+c", 1), ("payload=%c3%A9", "é", 1),
    ("a=1&payload=x&b=2", "x", 1), ("&&payload=x&&", "x", 1), ("payload=", "", 1), ("payload", "", 1),
    ("payload=a=b=c", "a=b=c", 1), ("payload=%", "%", 1), ("payload=%4", "%4", 1), ("payload=%4&x=1", "%4", 1),
    ("payload=%zz", "%zz", 1), ("payload=%4z", "%4z", 1), ("payload=%%41", "%A", 1), ("payload=%4+", "%4 ", 1),
    ("payload=x&payload=y", "xy", 2), ("payload=x&payload", "x", 2), ("", "", 0), ("a=b", "", 0), ("Payload=x", "", 0),
    ("payloads=x", "", 0), ("payloa=x", "", 0), ("xpayload=x", "", 0), ("%70ayload=x", "", 0), ("x=payload=y", "", 0),
  ]

  @Test("Every form gives its payload, wherever it is cut", arguments: forms)
  func unpacks(_ form: (form: String, payload: String, count: Int)) {
    let bytes = Array(form.form.utf8)
    for cut in 0...bytes.count {
      let (payload, count) = Self.read([bytes[..<cut], bytes[cut...]])
      #expect(payload == form.payload, "cut at \(cut)")
      #expect(count == form.count, "cut at \(cut)")
    }
  }

  @Test("What the door finds is what the decoder reads later")
  func agreesWithTheDecoder() throws {
    var generator = SplitMix64(seed: 7)
    let alphabet = Array("payload=&%+4aZ{}".utf8)
    for _ in 0..<5_000 {
      var form = Array("payload=%7B%22action%22%3A%22x+y%22%7D".utf8)
      for _ in 0..<2 {
        form.insert(
          alphabet[Int.random(in: 0..<alphabet.count, using: &generator)],
          at: Int.random(in: 0...form.count, using: &generator))
      }
      var inspection = PayloadInspection(.form)
      form.withUnsafeBytes { inspection.feed($0) }
      let finding = inspection.finish()
      if case .object(let action) = finding {
        #expect(
          try WebhookDecoder.action(in: form, encoding: .form) == action, "\(String(decoding: form, as: UTF8.self))")
      }
    }
  }

  private static func read(_ pieces: [ArraySlice<UInt8>]) -> (String, Int) {
    var form = FormPayload()
    var payload: [UInt8] = []
    for piece in pieces { Array(piece).withUnsafeBytes { form.feed($0) { payload += $0 } } }
    form.finish { payload += $0 }
    return (String(decoding: payload, as: UTF8.self), form.count)
  }
}
