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

  /// The sum with one of its parts told anew: what was told of it before gives way.
  func replacing(_ before: RunUsage, with after: RunUsage) -> RunUsage {
    var sum = self + after
    if let told = before.inputTokens { sum.inputTokens = max(0, (sum.inputTokens ?? 0) - told) }
    if let told = before.outputTokens { sum.outputTokens = max(0, (sum.outputTokens ?? 0) - told) }
    if let told = before.turns { sum.turns = max(0, (sum.turns ?? 0) - told) }
    if let told = before.costUSD { sum.costUSD = max(0, (sum.costUSD ?? 0) - told) }
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

extension RunUsage {
  /// What it says in one line, as far as it was told: `$1.23, 12.3k tokens in, 4.5k out, 12 turns`.
  package var summary: String {
    var parts: [String] = []
    if let costUSD { parts.append(Self.dollars(costUSD)) }
    if let inputTokens { parts.append("\(Self.short(inputTokens)) tokens in") }
    if let outputTokens { parts.append("\(Self.short(outputTokens))\(inputTokens == nil ? " tokens" : "") out") }
    if let turns { parts.append("turn".counted(turns)) }
    return parts.joined(separator: ", ")
  }

  /// An amount in US dollars, to the cent: `$1.23`; what is less than one cent, and not nothing, is `<$0.01`.
  package static func dollars(_ amount: Double) -> String {
    guard amount.isFinite, amount > 0 else { return "$0.00" }
    guard amount >= 0.005 else { return "<$0.01" }
    let cents = Int64(exactly: min(amount * 100, 1e15).rounded()) ?? 0
    return "$\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
  }

  /// `950`, `12.3k`, `4.5M`.
  private static func short(_ count: Int) -> String {
    switch count {
    case ..<1_000: "\(count)"
    case ..<1_000_000: "\(count / 1_000).\(count % 1_000 / 100)k"
    default: "\(count / 1_000_000).\(count % 1_000_000 / 100_000)M"
    }
  }
}
