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

  /// Whether nothing was told.
  package var isEmpty: Bool { self == RunUsage() }
}
