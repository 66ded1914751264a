import MissionCore

extension Timestamp {
  /// Reads the forms GitHub writes: `2019-05-15T15:20:33Z`, with a fraction, or with an offset as `+00:00`; nil for
  /// everything else.
  ///
  /// By hand, because it is read several times per delivery and Foundation's parser is some twenty times slower.
  init?(iso8601 text: String) {
    var rest = Array(text.utf8)[...]
    guard let year = Self.number(4, from: &rest), Self.skip("-", in: &rest),
      let month = Self.number(2, from: &rest), Self.skip("-", in: &rest),
      let day = Self.number(2, from: &rest), Self.skip("T", in: &rest) || Self.skip(" ", in: &rest),
      let hour = Self.number(2, from: &rest), Self.skip(":", in: &rest),
      let minute = Self.number(2, from: &rest), Self.skip(":", in: &rest),
      let second = Self.number(2, from: &rest), (1...12).contains(month), (1...31).contains(day), hour < 24,
      minute < 60, second < 61
    else { return nil }
    let fraction = Self.skip(".", in: &rest) ? Self.thousandths(from: &rest) : 0
    guard let offset = Self.offset(from: &rest), rest.isEmpty else { return nil }
    let days = Self.days(year: year, month: month, day: day)
    let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second - offset
    self.init(milliseconds: Int64(seconds * 1_000 + fraction))
  }

  private static func number(_ digits: Int, from rest: inout ArraySlice<UInt8>) -> Int? {
    guard rest.count >= digits else { return nil }
    var value = 0
    for byte in rest.prefix(digits) {
      guard let digit = digit(byte) else { return nil }
      value = value * 10 + digit
    }
    rest = rest.dropFirst(digits)
    return value
  }

  private static func skip(_ character: Unicode.Scalar, in rest: inout ArraySlice<UInt8>) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }

  private static func thousandths(from rest: inout ArraySlice<UInt8>) -> Int {
    var value = 0
    var weight = 100
    while let byte = rest.first, let digit = digit(byte) {
      value += digit * weight
      weight /= 10
      rest = rest.dropFirst()
    }
    return value
  }

  private static func offset(from rest: inout ArraySlice<UInt8>) -> Int? {
    if skip("Z", in: &rest) { return 0 }
    let isEast = rest.first == UInt8(ascii: "+")
    guard skip("+", in: &rest) || skip("-", in: &rest), let hours = number(2, from: &rest) else { return nil }
    _ = skip(":", in: &rest)
    guard let minutes = number(2, from: &rest) else { return nil }
    return (hours * 3_600 + minutes * 60) * (isEast ? 1 : -1)
  }

  private static func digit(_ byte: UInt8) -> Int? {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") ? Int(byte - UInt8(ascii: "0")) : nil
  }

  /// Days since 1970-01-01 in the Gregorian calendar (Howard Hinnant, "chrono-compatible low-level date algorithms").
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
