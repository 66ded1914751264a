/// A person, bot or organisation.
package struct AccountRecord: Sendable, Equatable {
  /// What an account is; the raw values are GitHub's.
  package enum Kind: String, Sendable {
    case user = "User"
    case bot = "Bot"
    case organization = "Organization"
  }

  var id: Int
  var login: String
  var kind: Kind

  /// The login as GraphQL shows it: a bot's without `[bot]`.
  package var graphQLLogin: String {
    kind == .bot && login.hasSuffix("[bot]") ? String(login.dropLast(5)) : login
  }
}
