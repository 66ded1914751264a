/// Why a proof in JSON is not taken.
package enum ProofFault: Error, Hashable, Sendable {
  /// It is no JSON; the place, both from 1, and what should stand there.
  case malformed(line: Int, column: Int, expected: String)
  /// It is longer than what is kept of a text.
  case tooLong
  /// What it says of tests is not two whole numbers of which the first is not the larger.
  case tests

  /// The answer to whoever gave it.
  var refusal: Refusal {
    switch self {
    case .malformed(let line, let column, let expected):
      Refusal(
        .invalid, "the proof begins with '{' and is no JSON: line \(line), column \(column): \(expected) is expected",
        hint: "mend it there, or say it in words that do not begin with '{'")
    case .tooLong:
      Refusal(
        .invalid, "the proof is JSON of more than \(WorkTask.Report.longestText >> 10) KiB",
        hint: "name what is long as an artifact, by its address")
    case .tests:
      Refusal(
        .invalid, "the proof's tests are not two whole numbers, passed of total",
        hint: #"write "tests": {"passed": 12, "total": 12}"#)
    }
  }
}
