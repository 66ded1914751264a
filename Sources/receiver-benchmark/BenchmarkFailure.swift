/// Why nothing could be measured.
struct BenchmarkFailure: Error {
  let what: String
}
