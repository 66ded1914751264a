/// A point in time: whole milliseconds since 1970-01-01T00:00:00Z. The core is told the time; it never asks for it.
package struct Timestamp: Hashable, Comparable, Sendable, Codable {
  /// Milliseconds since the epoch; may be negative.
  package let milliseconds: Int64

  /// A point in time, in milliseconds since the epoch.
  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// The point so many seconds later (earlier if negative); stays at the ends of the range instead of overflowing.
  package func adding(seconds: Int) -> Timestamp {
    let (product, overflowed) = Int64(seconds).multipliedReportingOverflow(by: 1000)
    return adding(milliseconds: overflowed ? (seconds < 0 ? .min : .max) : product)
  }

  /// The point so many milliseconds later; stays at the ends of the range instead of overflowing.
  package func adding(milliseconds more: Int64) -> Timestamp {
    let (sum, overflowed) = milliseconds.addingReportingOverflow(more)
    return Timestamp(milliseconds: overflowed ? (more < 0 ? .min : .max) : sum)
  }

  /// Whole seconds from `earlier` to this point; negative when it lies before.
  package func seconds(since earlier: Timestamp) -> Int {
    let (difference, overflowed) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
    return overflowed ? (milliseconds < earlier.milliseconds ? .min : .max) : Int(difference / 1000)
  }

  /// Earlier first.
  package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

  /// Reads and writes the bare number of milliseconds.
  package init(from decoder: any Decoder) throws {
    milliseconds = try decoder.singleValueContainer().decode(Int64.self)
  }

  /// Reads and writes the bare number of milliseconds.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }
}
