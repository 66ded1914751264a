import GitHub
import Redis
import Testing

@testable import Doors
@testable import MissionStore

@Suite("A stored delivery's JSON is read in pieces")
struct StoredPayloadTests {
  private func json(_ body: String, _ encoding: PayloadEncoding) async throws -> String {
    let connection = RedisConnection(to: try RedisAddress(socket: "/nowhere"))
    defer { connection.close() }
    let entry = StreamEntry(id: "1-1", fields: [.init("body", try Zstd.compress(Array(body.utf8)))])
    var pieces = try #require(BodyPieces(of: entry, over: connection, limit: 26 << 20))
    return String(decoding: try await pieces.prunedJSON(encoding), as: UTF8.self)
  }

  @Test("The same document comes out of a form and of JSON, however long it is")
  func sameDocument() async throws {
    let long = String(repeating: "0123456789abcdef", count: 200_000)
    for document in [#"{"action":"x"}"#, #"{"action":"x","noise":"\#(long)","after":{"b":1}}"#] {
      let form = "payload=" + document.utf8.map { "%" + (String($0, radix: 16).uppercased()) }.joined()
      let unpacked = try await json(form, .form)
      let plain = try await json(document, .json)
      #expect(unpacked == plain)
    }
    // What is long and not read is left out on the way.
    let pruned = try await json(#"payload={"noise":"\#(long)","action":"x"}"#, .form)
    #expect(pruned == #"{"noise":null,"action":"x"}"#)
  }

  @Test("A form without the field, or with two of them, is none", arguments: ["x", "a=b", "payload={}&payload={}"])
  func noPayload(form: String) async throws {
    await #expect(throws: StoredPayloadError.self) { try await json(form, .form) }
  }
}
