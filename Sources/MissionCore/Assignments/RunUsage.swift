/// What a run used, as far as its program told.
package struct RunUsage: Hashable, Sendable, Codable {
  /// Tokens read, with those that came from a cache.
  package var inputTokens: Int?
  /// Tokens written.
  package var outputTokens: Int?
  /// What it cost, in US dollars.
  package var costUSD: Double?
  /// How many turns it took.
  package var turns: Int?

  private enum CodingKeys: String, CodingKey {
    case turns
    case inputTokens = "input_tokens"
    case outputTokens = "output_tokens"
    case costUSD = "cost_usd"
  }

  /// Nothing known.
  package init() {}

  /// What several runs used together. What none of them told stays unknown.
  package static func + (left: RunUsage, right: RunUsage) -> RunUsage {
    var sum = RunUsage()
    sum.inputTokens = added(left.inputTokens, right.inputTokens)
    sum.outputTokens = added(left.outputTokens, right.outputTokens)
    sum.turns = added(left.turns, right.turns)
    sum.costUSD =
      left.costUSD == nil && right.costUSD == nil ? nil : (left.costUSD ?? 0) + (right.costUSD ?? 0)
    return sum
  }

  /// Counts come from outside: a sum that leaves the range stays at its end.
  private static func added(_ left: Int?, _ right: Int?) -> Int? {
    guard let left, let right else { return left ?? right }
    let (sum, overflows) = left.addingReportingOverflow(right)
    return overflows ? .max : sum
  }

  /// Whether nothing was told.
  package var isEmpty: Bool { self == RunUsage() }
}
