/// Points in time as text, always in UTC (RFC 3339). Years before 0 and after 9999 are not written: it has no others.
extension Timestamp {
  /// `2026-04-22T10:00:00.123Z`: the form in JSON.
  package var jsonText: String { text(separator: "T", withMilliseconds: true) + "Z" }

  /// `2026-04-22T10:00:00.123+00:00`: the form in flat hashes.
  package var hashText: String { text(separator: "T", withMilliseconds: true) + "+00:00" }

  /// `2026-04-22 10:00:00`: the form in lines for people.
  package var lineText: String { text(separator: " ", withMilliseconds: false) }

  /// `2026-04-22T10:00:00Z`: the form GitHub writes and reads. What is below a second is cut.
  package var gitHubText: String { text(separator: "T", withMilliseconds: false) + "Z" }

  private func text(separator: Unicode.Scalar, withMilliseconds: Bool) -> String {
    let clamped = min(max(milliseconds, -62_167_219_200_000), 253_402_300_799_999)
    let (days, rest) = Int(clamped).flooringDivision(by: 86_400_000)
    let date = CivilDate(daysSinceEpoch: days)
    var text = ""
    text.reserveCapacity(29)
    func append(_ number: Int, digits: Int, after separator: Unicode.Scalar? = nil) {
      if let separator { text.unicodeScalars.append(separator) }
      var divisor = 1
      for _ in 1..<digits { divisor *= 10 }
      while divisor > 0 {
        text.unicodeScalars.append(Unicode.Scalar(UInt8(ascii: "0") + UInt8(number / divisor % 10)))
        divisor /= 10
      }
    }
    append(date.year, digits: 4)
    append(date.month, digits: 2, after: "-")
    append(date.day, digits: 2, after: "-")
    append(rest / 3_600_000, digits: 2, after: separator)
    append(rest / 60_000 % 60, digits: 2, after: ":")
    append(rest / 1000 % 60, digits: 2, after: ":")
    if withMilliseconds { append(rest % 1000, digits: 3, after: ".") }
    return text
  }
}
