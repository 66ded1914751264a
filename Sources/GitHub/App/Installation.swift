package import MissionCore

/// The App as it is installed at one account.
package struct Installation: Sendable, Hashable {
  /// GitHub's number of it.
  package var id: Int64
  /// The account's login.
  package var account: String
  /// What the App may do there: permission to level (`read`, `write`, `admin`).
  package var permissions: [String: String]
  /// The events the App is told there.
  package var events: [String]
  /// When it was suspended, if it is.
  package var suspendedAt: Timestamp?

  /// One with its parts.
  package init(
    id: Int64, account: String, permissions: [String: String] = [:], events: [String] = [],
    suspendedAt: Timestamp? = nil
  ) {
    self.id = id
    self.account = account
    self.permissions = permissions
    self.events = events
    self.suspendedAt = suspendedAt
  }
}

extension Installation: Decodable {
  private enum CodingKeys: String, CodingKey {
    case id, account, permissions, events
    case suspendedAt = "suspended_at"
  }

  private struct Account: Decodable {
    let login: String?
    /// Enterprises have this instead of a login.
    let slug: String?
  }

  /// Reads what GitHub shows. Only the number must be there.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    let account = (try? fields.decodeIfPresent(Account.self, forKey: .account)) ?? nil
    let suspension = (try? fields.decodeIfPresent(String.self, forKey: .suspendedAt)) ?? nil
    self.init(
      id: try fields.decode(Int64.self, forKey: .id),
      account: (account?.login ?? account?.slug ?? "its account").capped(at: 100),
      permissions: (try? fields.decodeIfPresent([String: String].self, forKey: .permissions)) ?? [:],
      events: (try? fields.decodeIfPresent([String].self, forKey: .events)) ?? [],
      // A time that cannot be read still says that it is suspended.
      suspendedAt: suspension.map { Timestamp(rfc3339: $0) ?? Timestamp(milliseconds: 0) })
  }
}
