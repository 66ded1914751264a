import MissionCore

/// A rule of a ruleset that applies to a branch. Two kinds of rules cannot be read and leave a hole in the list: a rule
/// for checks that does not name them, and a rule that is not known or requires something else of a head (a workflow,
/// code scanning, a deployment). What such a rule demands is known from GitHub's merge state alone.
struct RuleNode: Decodable {
  let required: [PullRequestSnapshot.RequiredCheck]

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let type = try container.decode(String.self, forKey: .type)
    guard type == "REQUIRED_STATUS_CHECKS" else {
      guard Self.unrelated.contains(type) else {
        throw DecodingError.dataCorruptedError(
          forKey: .type, in: container, debugDescription: "What a rule of this type requires cannot be read")
      }
      required = []
      return
    }
    required = try container.decode(Parameters.self, forKey: .parameters).requiredStatusChecks.map {
      .init(name: $0.context.capped(at: TextLimit.title), appID: $0.integrationId?.value)
    }
  }

  /// The types (GraphQL `RepositoryRuleType`) that ask for nothing to be reported on a head: what they forbid shows
  /// when somebody pushes or merges, and reviews and threads are looked at by other watches.
  private static let unrelated: Set<String> = [
    "AUTHORIZATION", "BRANCH_NAME_PATTERN", "COMMITTER_EMAIL_PATTERN", "COMMIT_AUTHOR_EMAIL_PATTERN",
    "COMMIT_MESSAGE_PATTERN", "COPILOT_CODE_REVIEW", "CREATION", "DELETION", "FILE_EXTENSION_RESTRICTION",
    "FILE_PATH_RESTRICTION", "LOCK_BRANCH", "MAX_FILE_PATH_LENGTH", "MAX_FILE_SIZE", "MAX_REF_UPDATES", "MERGE_QUEUE",
    "MERGE_QUEUE_LOCKED_REF", "NON_FAST_FORWARD", "PULL_REQUEST", "REQUIRED_LINEAR_HISTORY",
    "REQUIRED_REVIEW_THREAD_RESOLUTION", "REQUIRED_SIGNATURES", "SECRET_SCANNING", "TAG", "TAG_NAME_PATTERN", "UPDATE",
    "WORKFLOW_UPDATES",
  ]

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
