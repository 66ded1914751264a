import MissionCore

/// A rule of a ruleset that applies to a branch. A rule for checks that does not say which cannot be read, and so leaves
/// a hole.
struct RuleNode: Decodable {
  let required: [PullRequestSnapshot.RequiredCheck]

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    guard try container.decode(String.self, forKey: .type) == "REQUIRED_STATUS_CHECKS" else {
      required = []
      return
    }
    required = try container.decode(Parameters.self, forKey: .parameters).requiredStatusChecks.map {
      .init(name: $0.context.capped(at: TextLimit.title), appID: $0.integrationId?.value)
    }
  }

  private struct Parameters: Decodable {
    let requiredStatusChecks: [Check]
  }

  private struct Check: Decodable {
    let context: String
    let integrationId: WholeNumber?
  }

  private enum CodingKeys: String, CodingKey {
    case type, parameters
  }
}
