import MissionCore
import Testing

@Suite("Points in time as text")
struct TimestampTextTests {
  @Test(
    "are written in UTC with milliseconds",
    arguments: [
      (0, "1970-01-01T00:00:00.000"), (1_776_852_000_123, "2026-04-22T10:00:00.123"),
      (951_782_399_999, "2000-02-28T23:59:59.999"), (951_782_400_000, "2000-02-29T00:00:00.000"),
      (4_107_542_400_000, "2100-03-01T00:00:00.000"), (-1, "1969-12-31T23:59:59.999"),
      (Int64.max, "9999-12-31T23:59:59.999"), (Int64.min, "0000-01-01T00:00:00.000"),
    ])
  func written(milliseconds: Int64, expected: String) {
    let time = Timestamp(milliseconds: milliseconds)
    #expect(time.jsonText == expected + "Z")
    #expect(time.hashText == expected + "+00:00")
    #expect(time.lineText == expected.prefix(19).replacing("T", with: " "))
    #expect(time.gitHubText == expected.prefix(19) + "Z")
  }

  @Test(
    "are read in every form that RFC 3339 allows and GitHub writes",
    arguments: [
      ("2026-04-22T10:00:00.123456789Z", 1_776_852_000_123), ("2026-04-22T10:00:00+00:00", 1_776_852_000_000),
      ("2026-04-22t12:30:00.5+02:30", 1_776_852_000_500), ("2026-04-22 05:00:00.05-05:00", 1_776_852_000_050),
      ("2019-05-15T15:20:33.2509999Z", 1_557_933_633_250), ("2019-05-15 08:20:33-0700", 1_557_933_633_000),
      ("2024-02-29T23:59:59Z", 1_709_251_199_000), ("2016-12-31T23:59:60Z", 1_483_228_800_000),
      ("0000-01-01T00:00:00Z", -62_167_219_200_000), ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
    ])
  func read(text: String, milliseconds: Int64) {
    #expect(Timestamp(rfc3339: text)?.milliseconds == milliseconds)
  }

  @Test(
    "are not read from anything else",
    arguments: [
      "", "now", "2026-04-22", "2026-04-22T10:00:00", "2026-13-22T10:00:00Z", "2026-04-32T10:00:00Z",
      "2026-04-22T24:00:00Z", "2026-04-22T10:60:00Z", "2026-04-22T10:00:00.Z", "2026-04-22T10:00:00Z ",
      "99999-04-22T10:00:00Z", "-026-04-22T10:00:00Z", "2026-04-22T10:00:00+25:00", "２026-04-22T10:00:00Z",
      "2026-02-29T10:00:00Z", "2026-04-31T10:00:00Z", "2026-00-22T10:00:00Z", "2026-04-00T10:00:00Z", "1776852000",
      "2026-04-22T10:00Z", "2026-04-22T10:00:00+0", "2026-04-22T10:00:00+00:60", "2026-04-22T10:00:61Z",
    ])
  func refused(text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
  }

  @Test("are read back as they were written, throughout 800 years")
  func throughout() {
    var wrong = 0
    for day in stride(from: -146_097, to: 146_097, by: 17) {
      let time = Timestamp(milliseconds: Int64(day) * 86_400_000 + Int64(abs(day) % 86_400_000))
      if Timestamp(rfc3339: time.jsonText) != time { wrong += 1 }
    }
    #expect(wrong == 0)
  }
}
