import FoundationEssentials
import Testing

@testable import GitHub

@Suite struct PrunedJSONTests {
  private func pruned(_ text: String, piece: Int = 7) -> String {
    var pruned = PrunedJSON()
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: piece) {
      pruned.feed(Array(bytes[start..<min(start + piece, bytes.count)]))
    }
    return String(decoding: pruned.document, as: UTF8.self)
  }

  private static let long = String(repeating: "x", count: PrunedJSON.longest + 10)

  @Test(
    "a document without anything long stays as it is, byte for byte",
    arguments: [
      #"{"action":"opened","n":[1,2,{"a":[]}],"t":"a\"b\\","u":"\ud83d\ude00é","o":{"k":null}} "#, "{}", "[1,2]",
      "not json", #"{"a":"#, "",
    ])
  func same(text: String) {
    for piece in [1, 3, 1_000] { #expect(pruned(text, piece: piece) == text) }
  }

  @Test("a long text or list directly under the top becomes null, and what stands beside it stays")
  func top() {
    let list = "[" + Array(repeating: #"{"a":["]"]}"#, count: 40_000).joined(separator: ",") + "]"
    for value in ["\"\(Self.long)\"", list] {
      for piece in [1_000, 65_536] {
        #expect(
          pruned(#"{"action":"a","x":\#(value) ,"y":{"z":"]}"}}"#, piece: piece)
            == #"{"action":"a","x":null ,"y":{"z":"]}"}}"#)
      }
    }
  }

  @Test("a long text further inside is cut between two characters and stays a text")
  func inside() throws {
    for text in [Self.long, String(repeating: "é", count: 200_000), String(repeating: #"\\"#, count: 200_000)] {
      let cut = pruned(#"{"issue":{"body":"\#(text)","number":7}}"#, piece: 4_096)
      #expect(cut.utf8.count < PrunedJSON.longest + 100)
      struct Document: Decodable {
        struct Issue: Decodable {
          let body: String
          let number: Int
        }
        let issue: Issue
      }
      let document = try JSONDecoder().decode(Document.self, from: Data(cut.utf8))
      #expect(document.issue.number == 7)
      #expect(!document.issue.body.isEmpty && !document.issue.body.contains("\u{FFFD}"))
    }
  }

  @Test("a webhook of 25 MiB says the same when it is pruned, in a hundredth of the memory")
  func webhook() throws {
    let plain = WebhookFixture.delivery(WebhookFixture.issue(), action: "opened")
    let padding = String(repeating: "y", count: 25 << 20)
    let text =
      #"{"padding":"\#(padding)","commits":[\#(Array(repeating: "1", count: 500_000).joined(separator: ","))],"#
      + plain.dropFirst()
    let small = Array(pruned(text, piece: 65_536).utf8)
    #expect(small.count < 100_000)
    let event = try WebhookDecoder.decode(event: "issues", body: small)
    #expect(try event == WebhookDecoder.decode(event: "issues", body: Array(plain.utf8)))
  }
}
