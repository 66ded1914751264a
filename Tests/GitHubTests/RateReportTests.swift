import GitHub
import MissionCore
import Testing

@Suite struct RateReportTests {
  static let now = Moment(uptime: .zero, wall: Timestamp(milliseconds: 784_111_777_000))  // 1994-11-06T08:49:37Z

  @Test("The window is read from the headers")
  func window() {
    let report = RateReport(
      [
        "X-RateLimit-Limit": "5000", "x-ratelimit-remaining": "4999", "X-Ratelimit-Reset": "784115377",
        "X-RateLimit-Resource": "graphql", "Date": "Sun, 06 Nov 1994 08:49:37 GMT",
      ], for: .read, at: Self.now)
    #expect(report.window == .init(resource: .graphql, limit: 5_000, remaining: 4_999, resetEpoch: 784_115_377))
    #expect(report.serverTime == Self.now.wall)
    #expect(report.retryAfter == nil)
  }

  @Test("Without a resource the call's own is meant; of a resource we do not draw on nothing is learned")
  func resource() {
    var headers: HTTPClient.Headers = [
      "x-ratelimit-limit": "30", "x-ratelimit-remaining": "1", "x-ratelimit-reset": "1",
    ]
    #expect(RateReport(headers, for: .search, at: Self.now).window?.resource == .search)
    headers.append("x-ratelimit-resource", "code_search")
    #expect(RateReport(headers, for: .search, at: Self.now).window == nil)
  }

  @Test(
    "Numbers that are none are missing",
    arguments: ["", "-1", "1.5", "many", "99999999999999999999", "0x10"])
  func unreadable(text: String) {
    let headers: HTTPClient.Headers = [
      "x-ratelimit-limit": "5000", "x-ratelimit-remaining": text, "x-ratelimit-reset": "1", "retry-after": text,
    ]
    let report = RateReport(headers, for: .read, at: Self.now)
    #expect(report.window == nil)
    #expect(report.retryAfter == nil)
  }

  @Test(
    "Retry-After is read in seconds and as a date, and bounded",
    arguments: [
      ("0", 0), ("60", 60), ("999999999", 3_600), ("Sun, 06 Nov 1994 08:51:07 GMT", 90),
      ("Sun, 06 Nov 1994 08:00:00 GMT", 0), ("Fri, 31 Dec 9999 23:59:59 GMT", 3_600),
    ])
  func retryAfter(text: String, seconds: Int) {
    let report = RateReport(["Retry-After": text], for: .read, at: Self.now)
    #expect(report.retryAfter == .seconds(seconds))
  }

  @Test("A date is measured against GitHub's clock, not ours")
  func retryAfterByServerTime() {
    let report = RateReport(
      ["Retry-After": "Sun, 06 Nov 1994 08:51:07 GMT", "Date": "Sun, 06 Nov 1994 08:51:00 GMT"], for: .read,
      at: Self.now)
    #expect(report.retryAfter == .seconds(7))
  }

  @Test(
    "Dates of another form are missing",
    arguments: [
      "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Sun, 06 Nov 1994 08:49:37 CET",
      "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 99 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 25:49:37 GMT",
      "Sun, 06 Nov 1994 08:49 GMT", "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, -6 Nov 1994 08:49:37 GMT", "now", "GMT",
    ])
  func otherDates(text: String) {
    #expect(RateReport(["Date": text], for: .read, at: Self.now).serverTime == nil)
  }

  @Test(
    "Dates on both sides of leap days and turns of the year are right",
    arguments: [
      ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Tue, 29 Feb 2000 12:00:00 GMT", 951_825_600),
      ("Thu, 31 Dec 2026 23:59:59 GMT", 1_798_761_599), ("Fri, 01 Jan 2027 00:00:00 GMT", 1_798_761_600),
      ("Sun, 01 Mar 2026 00:00:00 GMT", 1_772_323_200),
    ])
  func dates(text: String, seconds: Int64) {
    let report = RateReport(["Date": text], for: .read, at: Self.now)
    #expect(report.serverTime == Timestamp(milliseconds: seconds * 1000))
  }
}
