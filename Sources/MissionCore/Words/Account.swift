/// An account on GitHub as reviews and comments name it.
package struct Account: Hashable, Sendable, Codable {
  /// The login as GitHub writes it; GraphQL leaves out the `[bot]` that REST shows.
  package var login: String
  /// Whether GitHub calls the account a bot.
  package var isBot: Bool

  /// An account. A deleted one is GitHub's `ghost`.
  package init(login: String, isBot: Bool) {
    self.login = login
    self.isBot = isBot
  }

  /// The login in lower case and without `[bot]`: the form to compare.
  package var folded: String {
    let lowered = login.lowercased()
    return lowered.hasSuffix("[bot]") ? String(lowered.dropLast(5)) : lowered
  }
}
