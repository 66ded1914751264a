package import MissionCore
import MissionStore

/// `status --json`: what a person wants to know first.
package struct StatusDocument: Encodable, Sendable, Equatable {
  /// The service.
  package struct Service: Encodable, Sendable, Equatable {
    package let alive: Bool
    package let holder: String?
    package let version: String?
    package let since: String?
  }

  /// Redis, and whether it keeps what it acknowledged.
  package struct Redis: Encodable, Sendable, Equatable {
    package let version: String
    package let appendonly: String?
    package let appendfsync: String?
    package let durable: Bool
    package let problem: String?
  }

  /// GitHub, as the service last found it.
  package struct GitHub: Encodable, Sendable, Equatable {
    package let lastAnswer: String?
    package let refusedSince: String?
    package let status: Int?

    private enum CodingKeys: String, CodingKey {
      case lastAnswer = "last_answer"
      case refusedSince = "refused_since"
      case status
    }
  }

  /// Webhooks: the last one, and since the service's start those refused by signature and those that never came.
  package struct Webhooks: Encodable, Sendable, Equatable {
    package let last: String?
    package let refused: Int
    package let missed: Int
  }

  /// A question to the conductor.
  package struct Need: Encodable, Sendable, Equatable {
    package let mission: Identifier<Mission>?
    package let reason: String
    package let remedy: String
    package let since: String
  }

  /// One item that is not done.
  package struct Item: Encodable, Sendable, Equatable {
    package let mission: Identifier<Mission>
    package let item: Identifier<WorkItem>
    package let name: String
    package let state: String
    package let why: String
    /// Seconds since its state last changed.
    package let age: Int
    package let pullRequests: [String]
    /// How many tasks were made for it; 0 before the first.
    package let attempt: Int
    package let agent: String?
    /// What its runs used together; missing where none told.
    package var usage: RunUsage?

    private enum CodingKeys: String, CodingKey {
      case mission, item, name, state, why, attempt, agent, usage
      case age = "age_secs"
      case pullRequests = "pull_requests"
    }
  }

  /// What is done.
  package struct Done: Encodable, Sendable, Equatable {
    package let count: Int
  }

  package let service: Service
  package let redis: Redis
  package let github: GitHub
  package let webhooks: Webhooks
  package let needsYou: [Need]
  package let stuck: [Item]
  package let moving: [Item]
  package let done: Done

  private enum CodingKeys: String, CodingKey {
    case service, redis, github, webhooks, stuck, moving, done
    case needsYou = "needs_you"
  }
}
