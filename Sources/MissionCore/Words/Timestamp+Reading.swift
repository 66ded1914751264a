extension Timestamp {
  /// Reads RFC 3339: a `Z` or an offset (its colon may be missing, as in one header of GitHub's), and any number of
  /// fractional digits; those below milliseconds are cut. Nil for everything else.
  ///
  /// By hand, because it is read several times per delivery and Foundation's parser is some twenty times slower.
  package init?(rfc3339 text: String) {
    var rest = text.utf8[...]
    guard let year = rest.popNumber(digits: 4), rest.pop("-"), let month = rest.popNumber(digits: 2), rest.pop("-"),
      let day = rest.popNumber(digits: 2), let date = CivilDate(year: year, month: month, day: day),
      rest.pop("T") || rest.pop("t") || rest.pop(" "),
      let hour = rest.popNumber(digits: 2), rest.pop(":"), let minute = rest.popNumber(digits: 2), rest.pop(":"),
      let second = rest.popNumber(digits: 2),
      let fraction = rest.pop(".") ? rest.popMilliseconds() : 0, let offset = rest.popOffsetMinutes(), rest.isEmpty
    else { return nil }
    self.init(date, hour: hour, minute: minute, second: second, milliseconds: fraction, offsetMinutes: offset)
  }

  /// A point on a clock that is so many minutes ahead of UTC; nil where a clock never shows that. 60 is a leap second.
  package init?(
    _ date: CivilDate, hour: Int, minute: Int, second: Int, milliseconds: Int = 0, offsetMinutes: Int = 0
  ) {
    guard (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second) else { return nil }
    let seconds = ((date.daysSinceEpoch * 24 + hour) * 60 + minute - offsetMinutes) * 60 + second
    self.init(milliseconds: Int64(seconds) * 1000 + Int64(milliseconds))
  }
}

extension Substring.UTF8View {
  fileprivate mutating func pop(_ character: Unicode.Scalar) -> Bool {
    guard first == UInt8(ascii: character) else { return false }
    removeFirst()
    return true
  }

  fileprivate mutating func popNumber(digits: Int) -> Int? {
    var value = 0
    for _ in 0..<digits {
      guard let digit = popDigit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// A fraction of a second; nil without a digit.
  fileprivate mutating func popMilliseconds() -> Int? {
    guard var value = popDigit().map({ $0 * 100 }) else { return nil }
    var weight = 10
    while let digit = popDigit() {
      value += digit * weight
      weight /= 10
    }
    return value
  }

  fileprivate mutating func popOffsetMinutes() -> Int? {
    if pop("Z") || pop("z") { return 0 }
    let sign = pop("+") ? 1 : pop("-") ? -1 : 0
    guard sign != 0, let hours = popNumber(digits: 2), hours < 24 else { return nil }
    _ = pop(":")
    guard let minutes = popNumber(digits: 2), minutes < 60 else { return nil }
    return sign * (hours * 60 + minutes)
  }

  private mutating func popDigit() -> Int? {
    guard let byte = first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
    removeFirst()
    return Int(byte - UInt8(ascii: "0"))
  }
}
