import MissionCore
import MissionStore

/// `status --json`: what a person wants to know first.
struct StatusDocument: Encodable, Sendable, Equatable {
  /// The service.
  struct Service: Encodable, Sendable, Equatable {
    let alive: Bool
    let holder: String?
    let version: String?
    let since: String?
  }

  /// Redis, and whether it keeps what it acknowledged.
  struct Redis: Encodable, Sendable, Equatable {
    let version: String
    let appendonly: String?
    let appendfsync: String?
    let durable: Bool
    let problem: String?
  }

  /// GitHub, as the service last found it.
  struct GitHub: Encodable, Sendable, Equatable {
    let lastAnswer: String?
    let refusedSince: String?
    let status: Int?

    private enum CodingKeys: String, CodingKey {
      case lastAnswer = "last_answer"
      case refusedSince = "refused_since"
      case status
    }
  }

  /// Webhooks: the last one, and since the service's start those refused by signature and those that never came.
  struct Webhooks: Encodable, Sendable, Equatable {
    let last: String?
    let refused: Int
    let missed: Int
  }

  /// A question to the conductor.
  struct Need: Encodable, Sendable, Equatable {
    let mission: Identifier<Mission>?
    let reason: String
    let remedy: String
    let since: String
  }

  /// One item that is not done.
  struct Item: Encodable, Sendable, Equatable {
    let mission: Identifier<Mission>
    let item: Identifier<WorkItem>
    let name: String
    let state: String
    let why: String
    /// Seconds since its state last changed.
    let age: Int
    let pullRequests: [String]
    /// How many tasks were made for it; 0 before the first.
    let attempt: Int
    let agent: String?
    /// What its runs used together; missing where none told.
    var usage: RunUsage?

    private enum CodingKeys: String, CodingKey {
      case mission, item, name, state, why, attempt, agent, usage
      case age = "age_secs"
      case pullRequests = "pull_requests"
    }
  }

  /// What is done.
  struct Done: Encodable, Sendable, Equatable {
    let count: Int
  }

  let service: Service
  let redis: Redis
  let github: GitHub
  let webhooks: Webhooks
  let needsYou: [Need]
  let stuck: [Item]
  let moving: [Item]
  let done: Done

  private enum CodingKeys: String, CodingKey {
    case service, redis, github, webhooks, stuck, moving, done
    case needsYou = "needs_you"
  }
}
