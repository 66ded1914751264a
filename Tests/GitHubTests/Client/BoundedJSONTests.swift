import FoundationEssentials
import Glibc
import MissionCore
import Testing

@testable import GitHub

@Suite struct BoundedJSONTests {
  @Test("an answer of megabytes of brackets is no JSON, and costs no more than its bytes")
  func brackets() throws {
    let body = Data(repeating: UInt8(ascii: "["), count: 6_000_000)
    let before = Self.peak()
    #expect(throws: DecodingError.self) { try BoundedJSON.decode([String].self, from: body) }
    let answer = Answer(status: 200, headers: [:], body: body, etag: nil, link: LinkHeader([]), serverTime: nil)
    #expect(throws: GitHubError.self) { try answer.decode([String].self) }
    #expect(ErrorBody(body.prefix(900_000)).text == "")
    #expect(throws: WebhookDecodingError.notJSON) { try WebhookDecoder.decode(event: "issues", body: Array(body)) }
    // Other suites run beside it, so the bound is generous; unbounded it is gigabytes.
    #expect(Self.peak() - before < 500 << 10)
  }

  /// The most memory this process has had, in KiB.
  private static func peak() -> Int {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    return usage.ru_maxrss
  }
}
