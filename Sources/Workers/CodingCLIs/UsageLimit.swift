import Glibc
package import MissionCore

/// What a program says when its account may do no more for now: quota, billing, spend, rate. No failed attempt.
package struct UsageLimit: Hashable, Sendable {
  /// What it said: the line.
  package let text: String
  /// When it may go on, where that was told.
  package let resetsAt: Timestamp?

  /// Phrases of the programs, in lower case, as of ``CodingCLI/catalogue``. Only the words of a run that failed are
  /// searched: an agent that writes about rate limits has not met one.
  private static let phrases = [
    "usage limit", "rate limit", "rate_limit", "ratelimit", "insufficient_quota", "insufficient quota",
    "quota exceeded", "exceeded your current quota", "quota_exceeded", "credit balance is too low", "out of credits",
    "insufficient credits", "spend limit", "spending limit", "billing hard limit", "billing_hard_limit",
    "hit your limit", "limit reached", "resource_exhausted", "too many requests", "payment required",
  ]

  /// The limit that the words of a failed run tell of; nil where they do not.
  package init?(in words: String, at now: Timestamp) {
    let lines = words.split(whereSeparator: \.isNewline).suffix(40)
    guard let line = lines.last(where: { line in Self.phrases.contains { line.lowercased().contains($0) } }) else {
      return nil
    }
    text = String(line.prefix(300))
    let after = lines[(lines.lastIndex(of: line) ?? lines.startIndex)...].joined(separator: " ")
    resetsAt = Self.reset(in: after, at: now)
  }

  /// The time that is told: seconds since 1970 behind a bar, `in 2 hours 5 minutes`, `at 3:30pm`. One that is past or
  /// further away than eight days was something else.
  private static func reset(in text: String, at now: Timestamp) -> Timestamp? {
    let words = text.lowercased().split { $0.isWhitespace || "(),;".contains($0) }.map(String.init)
    let found = epoch(in: text) ?? span(in: words).map { now.adding(seconds: $0) } ?? clockTime(in: words, at: now)
    guard let found, found > now, found < now.adding(seconds: 8 * 86_400) else { return nil }
    return found
  }

  private static func epoch(in text: String) -> Timestamp? {
    guard let bar = text.lastIndex(of: "|") else { return nil }
    guard let seconds = Int64(text[text.index(after: bar)...].prefix { $0.isASCII && $0.isNumber }),
      seconds < 1 << 40
    else { return nil }
    return Timestamp(milliseconds: seconds * 1000)
  }

  private static func span(in words: [String]) -> Int? {
    for place in words.indices where words[place] == "in" || words[place] == "after" {
      var seconds = 0
      var next = place + 1
      while next < words.count {
        let digits = words[next].prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), number < 100_000 else { break }
        var unit = words[next].dropFirst(digits.count)
        if unit.isEmpty, next + 1 < words.count {
          next += 1
          unit = words[next][...]
        }
        let factor: Int? =
          switch unit.first {
          case "s": 1
          case "m": 60
          case "h": 3600
          case "d": 86_400
          case .some, nil: nil
          }
        guard let factor else { break }
        seconds += number * factor
        next += 1
        if next < words.count, words[next] == "and" { next += 1 }
      }
      if seconds > 0 { return seconds }
    }
    return nil
  }

  /// The next time that a clock on the wall shows this, or the time on the day that stands before it; in UTC where that
  /// is said, else here. As claude says it, `resets Nov 30, 12:53am (UTC)`, and codex, `at Nov 30th, 2026 12:53 AM.`
  private static func clockTime(in text: [String], at now: Timestamp) -> Timestamp? {
    let words = text.map { $0.last == "." ? String($0.dropLast()) : $0 }
    for (place, word) in words.enumerated() where word.hasSuffix("am") || word.hasSuffix("pm") {
      let start = word.count == 2 && place > 0 ? place - 1 : place
      let parts = words[start].split { !($0.isASCII && $0.isNumber) }
      guard let hour = parts.first.flatMap({ Int($0) }), (1...12).contains(hour), parts.count <= 2 else { continue }
      let minute = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
      let isUTC = words[(place + 1)...].first.map { $0.hasPrefix("utc") || $0.hasPrefix("gmt") } ?? false
      var seconds = time_t(now.milliseconds / 1000)
      var broken = tm()
      if isUTC { gmtime_r(&seconds, &broken) } else { localtime_r(&seconds, &broken) }
      let current = (Int(broken.tm_hour) * 60 + Int(broken.tm_min)) * 60 + Int(broken.tm_sec)
      let wanted = ((hour % 12 + (word.hasSuffix("pm") ? 12 : 0)) * 60 + minute) * 60
      guard let day = day(in: words[max(0, start - 3)..<start]) else {
        return now.adding(seconds: (wanted - current + 86_400) % 86_400)
      }
      let year = day.year ?? Int(broken.tm_year) + 1900
      // Where no year is said, and this year's day is past, it is the next one's.
      for year in day.year == nil ? [year, year + 1] : [year] {
        broken.tm_year = Int32(year - 1900)
        broken.tm_mon = Int32(day.month)
        broken.tm_mday = Int32(day.day)
        broken.tm_hour = Int32(wanted / 3600)
        broken.tm_min = Int32(minute)
        broken.tm_sec = 0
        broken.tm_isdst = -1
        let time = Timestamp(milliseconds: Int64(isUTC ? timegm(&broken) : mktime(&broken)) * 1000)
        if time > now { return time }
      }
      return nil
    }
    return nil
  }

  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

  /// `Nov 30`, `Nov 30th 2026`: the month from 0 on.
  private static func day(in words: ArraySlice<String>) -> (month: Int, day: Int, year: Int?)? {
    guard let place = words.lastIndex(where: { months.contains(String($0.prefix(3))) }),
      let month = months.firstIndex(of: String(words[place].prefix(3))), place + 1 < words.endIndex,
      let day = Int(words[place + 1].prefix { $0.isASCII && $0.isNumber }), (1...31).contains(day)
    else { return nil }
    let year = place + 2 < words.endIndex ? Int(words[place + 2]) : nil
    return (month, day, year.flatMap { (2000..<2200).contains($0) ? $0 : nil })
  }
}
