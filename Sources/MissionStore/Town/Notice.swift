package import MissionCore
import Redis

/// Something a person or a program outside is told of: kept until its target has taken it.
package struct Notice: Codable, Sendable, Equatable {
  /// What happened.
  package enum Event: String, Codable, Sendable {
    /// A new question to the conductor.
    case helpNew = "help.new"
    /// A question is no longer open.
    case helpWithdrawn = "help.withdrawn"
    /// A mission was carried to its end.
    case missionCompleted = "mission.completed"
    /// A mission was given up.
    case missionFailed = "mission.failed"
  }

  /// What a target gets, as JSON.
  package struct Body: Codable, Sendable, Equatable {
    /// What happened.
    package var event: Event
    /// What a question is about, in one word; the state's word for a mission's end.
    package var cause: String
    /// The mission; nil where it is about the town.
    package var mission: Identifier<Mission>?
    /// The item, where it is about one.
    package var item: Identifier<WorkItem>?
    /// That item's pull request, if it has one.
    package var pullRequest: String?
    /// Since when, RFC 3339.
    package var since: String
    /// One or two sentences for people.
    package var text: String
    /// Command lines that help.
    package var commands: [String]

    private enum CodingKeys: String, CodingKey {
      case event, cause, mission, item, since, text, commands
      case pullRequest = "pull_request"
    }

    /// A body with its parts.
    package init(
      _ event: Event, cause: String, mission: Identifier<Mission>?, item: Identifier<WorkItem>? = nil,
      pullRequest: String? = nil, since: Timestamp, text: String, commands: [String]
    ) {
      self.event = event
      self.cause = cause
      self.mission = mission
      self.item = item
      self.pullRequest = pullRequest
      self.since = since.jsonText
      self.text = text
      self.commands = commands
    }

    /// Writes every key, also those without a value: a program that reads it need not know which may be missing.
    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(event, forKey: .event)
      try container.encode(cause, forKey: .cause)
      try container.encode(mission, forKey: .mission)
      try container.encode(item, forKey: .item)
      try container.encode(pullRequest, forKey: .pullRequest)
      try container.encode(since, forKey: .since)
      try container.encode(text, forKey: .text)
      try container.encode(commands, forKey: .commands)
    }
  }

  /// Names the notice: a target that gets it twice knows it by this.
  package var id: Identifier<Notice>
  /// Whom it is for, as the configuration spells it.
  package var target: String
  /// When it was written.
  package var at: Timestamp
  /// What the target gets.
  package var body: Body

  /// A notice with its parts.
  package init(id: Identifier<Notice>, to target: String, at: Timestamp, _ body: Body) {
    self.id = id
    self.target = target
    self.at = at
    self.body = body
  }
}

extension Notice {
  /// How many notices wait for a target at most; the oldest of more are gone.
  private static let bound = 1000

  func write(keys: Keys) -> Write { .pushFront(keys.notices(for: target), PartCoding.json(self), keep: Self.bound) }
}

extension TownStore {
  /// The oldest notice that waits for a target; nil where none does. One that cannot be read is dropped.
  package func nextNotice(for target: String) async throws(StoreError) -> Notice? {
    while let json = try await read(["LINDEX", .text(keys.notices(for: target)), -1]).bytes {
      if let notice = try? PartCoding.unpacked(Notice.self, from: json) { return notice }
      try await ask([["LREM", .text(keys.notices(for: target)), -1, .bytes(json)]])
    }
    return nil
  }

  /// A notice was taken by its target, or given up.
  package func end(_ notice: Notice) async throws(StoreError) {
    try await ask([["LREM", .text(keys.notices(for: notice.target)), -1, .bytes(PartCoding.json(notice))]])
  }
}
