import Glibc

/// How many seeded lives a property is tried on: 500, or what `SIGNALBOX_LIVES` says (10,000 before a release).
enum Lives {
  static let count = getenv("SIGNALBOX_LIVES").flatMap { Int(String(cString: $0)) } ?? 500
  /// They are told in batches, so that a test run on several cores shares them out.
  static let batches = 20

  /// The seeds of one batch; together the batches hold every seed once.
  static func seeds(ofBatch batch: Int) -> [Int] { Array(stride(from: batch, to: count, by: batches)) }
}
