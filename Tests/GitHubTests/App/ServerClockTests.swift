import GitHub
import MissionCore
import TestSupport
import Testing

@Suite struct ServerClockTests {
  /// Whole second.
  private static let start = ManualClock.start

  @Test(
    "The skew is the least that explains the answer's date",
    arguments: [
      // Sent, received and date relative to the start in ms; skew in ms.
      (0, 0, 0, 0), (0, 900, 0, 0), (400, 700, 0, 0), (-5_000, 5_000, 0, 0), (0, 200, 600_000, 599_800),
      (0, 200, -600_000, -599_001), (-1_500, -1_200, 0, 1_200), (1_300, 1_500, 0, -301),
    ])
  func measures(sent: Int64, received: Int64, date: Int64, skew: Int64) {
    let clock = ServerClock()
    #expect(clock.skew == nil)
    clock.hear(
      Self.start.adding(milliseconds: date), sentAt: Self.start.adding(milliseconds: sent),
      receivedAt: Self.start.adding(milliseconds: received))
    #expect(clock.skew == .milliseconds(skew))
  }

  private struct Fixed: HTTPTransport {
    let headers: HTTPClient.Headers

    func send(_ request: HTTPClient.Request) async throws(HTTPClient.Failure) -> HTTPClient.Response {
      HTTPClient.Response(status: 401, headers: headers)
    }
  }

  @Test(
    "The date of every answer is heard, unless it comes from a cache or cannot be read",
    arguments: [
      (["Date": "Fri, 20 Nov 2026 12:10:00 GMT"] as HTTPClient.Headers, 600),
      (["Date": "Fri, 20 Nov 2026 12:10:00 GMT", "Age": "3600"], nil), (["Date": "yesterday"], nil), ([:], nil),
    ] as [(HTTPClient.Headers, Int?)])
  func hears(headers: HTTPClient.Headers, seconds: Int?) async throws {
    let clock = ServerClock()
    let transport = ClockReadingTransport(Fixed(headers: headers), clock: clock, timekeeper: ManualClock())
    #expect(try await transport.send(HTTPClient.Request(.get, "http://127.0.0.1/")).status == 401)
    #expect(clock.skew == seconds.map { .seconds($0) })
  }
}
