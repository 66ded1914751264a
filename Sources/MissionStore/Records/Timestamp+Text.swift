package import MissionCore

/// Points in time as the published records write them: always in UTC, always with milliseconds.
extension Timestamp {
  /// `2026-04-22T10:00:00.123Z`: the form in JSON records.
  package var jsonText: String { text(dateSeparator: UInt8(ascii: "T"), milliseconds: true) + "Z" }

  /// `2026-04-22T10:00:00.123+00:00`: the form in flat hashes.
  package var hashText: String { text(dateSeparator: UInt8(ascii: "T"), milliseconds: true) + "+00:00" }

  /// `2026-04-22 10:00:00`: the form in activity lines.
  package var lineText: String { text(dateSeparator: UInt8(ascii: " "), milliseconds: false) }

  /// Reads RFC 3339 with a `Z` or an offset and any number of fractional digits; digits below milliseconds are cut.
  package init?(rfc3339 text: String) {
    var reader = DigitReader(text)
    guard let year = reader.number(digits: 4), reader.skip("-"), let month = reader.number(digits: 2),
      reader.skip("-"), let day = reader.number(digits: 2), reader.skip("T") || reader.skip("t") || reader.skip(" "),
      let hour = reader.number(digits: 2), reader.skip(":"), let minute = reader.number(digits: 2), reader.skip(":"),
      let second = reader.number(digits: 2), (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60,
      second <= 60
    else { return nil }
    let fraction = reader.skip(".") ? reader.fraction() : 0
    guard let fraction, let offset = reader.offsetMinutes(), reader.isAtEnd else { return nil }
    let days = Self.days(year: year, month: month, day: day)
    let seconds = ((days * 24 + hour) * 60 + minute - offset) * 60 + second
    self.init(milliseconds: Int64(seconds) * 1000 + Int64(fraction))
  }

  private func text(dateSeparator: UInt8, milliseconds withMilliseconds: Bool) -> String {
    // Years 0 to 9999: RFC 3339 has no others.
    let clamped = min(max(milliseconds, -62_167_219_200_000), 253_402_300_799_999)
    let (days, rest) = Self.floorDivided(Int(clamped), by: 86_400_000)
    let date = Self.date(days: days)
    var digits: [UInt8] = []
    digits.reserveCapacity(24)
    func append(_ value: Int, _ count: Int) {
      var divisor = 1
      for _ in 1..<count { divisor *= 10 }
      for _ in 0..<count {
        digits.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
        divisor /= 10
      }
    }
    append(date.year, 4)
    digits.append(UInt8(ascii: "-"))
    append(date.month, 2)
    digits.append(UInt8(ascii: "-"))
    append(date.day, 2)
    digits.append(dateSeparator)
    append(rest / 3_600_000, 2)
    digits.append(UInt8(ascii: ":"))
    append(rest / 60_000 % 60, 2)
    digits.append(UInt8(ascii: ":"))
    append(rest / 1000 % 60, 2)
    if withMilliseconds {
      digits.append(UInt8(ascii: "."))
      append(rest % 1000, 3)
    }
    return String(decoding: digits, as: UTF8.self)
  }

  // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": civil_from_days and days_from_civil.
  private static func date(days: Int) -> (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = floorDivided(days + 719_468, by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  private static func days(year: Int, month: Int, day: Int) -> Int {
    let (era, yearOfEra) = floorDivided(month <= 2 ? year - 1 : year, by: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func floorDivided(_ value: Int, by divisor: Int) -> (quotient: Int, remainder: Int) {
    let remainder = ((value % divisor) + divisor) % divisor
    return ((value - remainder) / divisor, remainder)
  }
}

/// Reads the digits of a date, byte by byte.
private struct DigitReader {
  private var rest: ArraySlice<UInt8>

  init(_ text: String) { rest = Array(text.utf8)[...] }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  mutating func number(digits: Int) -> Int? {
    guard rest.count >= digits else { return nil }
    var value = 0
    for byte in rest.prefix(digits) {
      guard let digit = Self.digit(byte) else { return nil }
      value = value * 10 + digit
    }
    rest = rest.dropFirst(digits)
    return value
  }

  /// The fraction in milliseconds; nil without a digit.
  mutating func fraction() -> Int? {
    var milliseconds = 0
    var count = 0
    while let digit = rest.first.flatMap(Self.digit) {
      if count < 3 { milliseconds = milliseconds * 10 + digit }
      count += 1
      rest.removeFirst()
    }
    guard count > 0 else { return nil }
    for _ in 0..<max(0, 3 - count) { milliseconds *= 10 }
    return milliseconds
  }

  mutating func offsetMinutes() -> Int? {
    if skip("Z") || skip("z") { return 0 }
    let sign = skip("+") ? 1 : skip("-") ? -1 : 0
    guard sign != 0, let hours = number(digits: 2), skip(":"), let minutes = number(digits: 2), hours < 24,
      minutes < 60
    else { return nil }
    return sign * (hours * 60 + minutes)
  }

  private static func digit(_ byte: UInt8) -> Int? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int(byte - UInt8(ascii: "0")) : nil
  }
}
