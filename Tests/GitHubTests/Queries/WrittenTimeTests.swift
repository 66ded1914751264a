import MissionCore
import Testing

@testable import GitHub

@Suite("GitHub's points in time")
struct WrittenTimeTests {
  @Test(
    "every form GitHub writes is read",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2019-05-15T15:20:33Z", 1_557_933_633_000),
      ("2019-05-15T15:20:33.250Z", 1_557_933_633_250), ("2019-05-15T15:20:33.2509999Z", 1_557_933_633_250),
      ("2019-05-15T15:20:33+00:00", 1_557_933_633_000), ("2019-05-15T17:20:33+02:00", 1_557_933_633_000),
      ("2019-05-15T08:20:33-07:00", 1_557_933_633_000), ("2024-02-29T23:59:59Z", 1_709_251_199_000),
      ("2000-03-01T00:00:00Z", 951_868_800_000), ("0001-01-01T00:00:00Z", -62_135_596_800_000),
    ] as [(String, Int64)])
  func read(text: String, milliseconds: Int64) {
    #expect(Timestamp(iso8601: text)?.milliseconds == milliseconds)
  }

  @Test(
    "everything else is refused",
    arguments: [
      "", "2019", "2019-05-15", "2019-05-15T15:20:33", "2019-05-15T15:20Z", "2019-13-15T15:20:33Z",
      "2019-05-00T15:20:33Z", "2019-05-15T24:20:33Z", "2019-05-15T15:60:33Z", "2019-05-15T15:20:33Zx",
      "2019-05-15T15:20:33+0", "-019-05-15T15:20:33Z", "２０19-05-15T15:20:33Z", "1557933633",
    ])
  func refused(text: String) { #expect(Timestamp(iso8601: text) == nil) }
}
