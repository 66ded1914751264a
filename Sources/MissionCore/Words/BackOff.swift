/// How long to wait before something that failed is tried again: longer after each failure in a row, up to a bound.
package struct BackOff: Hashable, Sendable {
  private let pauses: [Int]

  /// - Parameter pauses: the pauses after the first, second, … failure, in seconds; the last one stays.
  private init(_ pauses: [Int]) { self.pauses = pauses }

  /// The pause after so many failures in a row, in seconds.
  package func seconds(afterFailures failures: Int) -> Int { pauses[min(max(failures, 1), pauses.count) - 1] }

  /// After GitHub could not be asked.
  package static let gitHub = BackOff([60, 120, 300])
  /// After a task failed: 10 s × 2ⁿ, 300 s at most.
  package static let tasks = BackOff([10, 20, 40, 80, 160, 300])
  /// After GitHub refused to merge: what it rests on may be so soon.
  package static let merging = BackOff([15, 60, 300, 1800])
  /// While GitHub computes whether a pull request merges: it begins to after the first question (REST "Get a pull
  /// request").
  static let mergeability = BackOff([5, 10, 15, 20, 25, 60, 120, 300])
  /// Between two messages of one request for help.
  package static let help = BackOff([1800, 3600, 7200, 14400])
}
