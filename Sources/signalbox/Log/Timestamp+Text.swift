import MissionCore

extension Timestamp {
  /// `2026-04-22T10:00:00.123Z`, for years 0 to 9999.
  var iso8601: String {
    let clock = clock
    let milliseconds = (self.milliseconds % 1000 + 1000) % 1000
    return "\(date)T\(clock).\(padded(milliseconds, 3))Z"
  }

  /// `2026-04-22 10:00:00` in UTC.
  var readable: String { "\(date) \(clock)" }

  /// `10:00:00` in UTC.
  var clock: String {
    let seconds = daySeconds
    return "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
  }

  private var days: Int64 {
    let day = self.milliseconds / 86_400_000
    return self.milliseconds % 86_400_000 < 0 ? day - 1 : day
  }

  private var daySeconds: Int64 { (self.milliseconds % 86_400_000 + 86_400_000) % 86_400_000 / 1000 }

  /// Civil date from days since the epoch (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  private var date: String {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, 2))"
  }

  private func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
