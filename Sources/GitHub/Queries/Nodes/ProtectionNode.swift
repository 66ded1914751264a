import MissionCore

/// Classic branch protection; only those who administer the repository see it.
struct ProtectionNode: Decodable {
  let requiresStatusChecks: Bool
  let requiredStatusCheckContexts: [String?]?
  let requiredStatusChecks: [Check]?

  struct Check: Decodable {
    let context: String
    let app: App?
  }

  struct App: Decodable {
    let databaseId: WholeNumber?
  }

  var required: [PullRequestSnapshot.RequiredCheck] {
    guard requiresStatusChecks else { return [] }
    if let checks = requiredStatusChecks {
      return checks.map { .init(name: $0.context.capped(at: TextLimit.title), appID: $0.app?.databaseId?.value) }
    }
    return (requiredStatusCheckContexts ?? []).compactMap { $0 }
      .map { .init(name: $0.capped(at: TextLimit.title), appID: nil) }
  }
}

/// What everybody sees of classic branch protection.
struct UpdateRuleNode: Decodable {
  let requiredStatusCheckContexts: [String?]?

  var required: [PullRequestSnapshot.RequiredCheck] {
    (requiredStatusCheckContexts ?? []).compactMap { $0 }
      .map { .init(name: $0.capped(at: TextLimit.title), appID: nil) }
  }
}
