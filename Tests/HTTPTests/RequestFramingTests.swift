import Testing

@testable import HTTP

@Suite struct RequestFramingTests {
  private static let get = "GET /a?b=c HTTP/1.1\r\nHost: h\r\nX-Empty:\r\nX-Text: caf\u{e9} \t!\r\n\r\n"
  private static let sized = "POST / HTTP/1.1\r\nHost: h\r\ncontent-length:  3 \r\n\r\nxyz"
  private static let chunked =
    "POST / HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n3\r\nabc\r\nA;n=v\r\n0123456789\r\n0\r\nX-Trailer: t\r\n\r\n"

  @Test(
    "whole requests pass, wherever the bytes are cut",
    arguments: [get, sized, chunked, get + sized + chunked + get, "HEAD / HTTP/1.0\r\n\r\n"])
  func whole(text: String) {
    let bytes = Array(text.utf8)
    for cut in 0...bytes.count {
      var framing = RequestFraming()
      let first = feed(&framing, bytes[..<cut])
      let second = feed(&framing, bytes[cut...])
      #expect(first.fault == nil && second.fault == nil)
      #expect(second.whole == bytes.count - cut)
    }
  }

  @Test(
    "what RFC 9112 does not allow is a fault, wherever the bytes are cut",
    arguments: [
      "\r\n\r\n", "\nGET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\n\r\n", "GET / HTTP/1.1\r\r\n\r\n",
      "GET  / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1 \r\n\r\n", "GET /\u{0} HTTP/1.1\r\n\r\n", "GET / HTTP/1.2\r\n\r\n",
      "GET / HTTP/2.0\r\n\r\n", "GET /caf\u{e9} HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\n: value\r\n\r\n",
      "GET / HTTP/1.1\r\nA b: c\r\n\r\n", "GET / HTTP/1.1\r\nA : c\r\n\r\n", "GET / HTTP/1.1\r\nA: b\rC: d\r\n\r\n",
      "GET / HTTP/1.1\r\nA: b\nC: d\r\n\r\n", "GET / HTTP/1.1\r\nA: b\u{0}c\r\n\r\n",
      "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", "GET / HTTP/1.1\r\nA: b\r\n\n", "GET / HTTP/1.1\r\nA\r\n\r\n",
      "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx",
      "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
      "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n",
      "POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\nx", "POST / HTTP/1.1\r\nContent-Length: 0x1\r\n\r\nx",
      "POST / HTTP/1.1\r\nContent-Length: 18446744073709551616\r\n\r\nx",
      "POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
      "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
      "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\nabc\r\n0\r\n\r\n",
      "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\n0\r\n\r\n",
      "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
      "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3 \r\nabc\r\n0\r\n\r\n",
      "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n\r\nabc",
      "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1;a\nb\r\nx\r\n0\r\n\r\n",
      "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1000000000000000\r\n",
      "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nContent-Length: 3\r\n\r\n",
    ])
  func faults(text: String) {
    let bytes = Array(text.utf8)
    for cut in 0...bytes.count {
      var framing = RequestFraming()
      let first = feed(&framing, bytes[..<cut])
      guard first.fault == nil else { continue }
      #expect(feed(&framing, bytes[cut...]).fault == .malformed, "\(cut)")
    }
  }

  @Test("a fault says how many bytes before it belong to whole requests")
  func before() {
    var framing = RequestFraming()
    let outcome = feed(&framing, Array((Self.get + Self.sized + "GET / HTTP/1.1\nx").utf8)[...])
    #expect(outcome.whole == Self.get.utf8.count + Self.sized.utf8.count)
    #expect(outcome.fault == .malformed)
  }

  @Test("a header has a bound in bytes and in fields, each request anew")
  func bounds() {
    var framing = RequestFraming()
    let many = (0..<RequestFraming.mostFields).map { "A\($0): b\r\n" }.joined()
    let fits = "GET / HTTP/1.1\r\n\(many)\r\n"
    #expect(feed(&framing, Array((fits + fits).utf8)[...]).fault == nil)
    #expect(feed(&framing, Array("GET / HTTP/1.1\r\n\(many)Z: z\r\n\r\n".utf8)[...]).fault == .headerTooLarge)
    framing = RequestFraming()
    let long = String(repeating: "a", count: RequestFraming.largestHeader)
    #expect(feed(&framing, Array("GET /\(long) HTTP/1.1\r\n\r\n".utf8)[...]).fault == .headerTooLarge)
  }

  private func feed(_ framing: inout RequestFraming, _ bytes: ArraySlice<UInt8>) -> RequestFraming.Outcome {
    bytes.withUnsafeBytes { framing.feed($0) }
  }
}
