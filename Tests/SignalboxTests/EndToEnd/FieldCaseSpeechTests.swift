import GitHub
import GitHubSandbox
import MissionCore
import TestSupport
import Testing

/// Every text of review bots that the core is tried with, said on a pull request of GitHub's and followed to its end.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FieldCaseSpeechTests {
  /// A text, who says it, and the issue whose pull request it is said of.
  private struct Row: Sendable {
    var speech: BotSpeech
    var login: String
    var issue: Int
    var mission = ""
    var pull = 0
  }

  /// Bots that judge in comments of the conversation; the others do so in the bodies of reviews.
  private static let commenters: Set<String> = [
    "Greptile", "Claude", "Qodo", "SonarQube", "DeepSource", "Blocks", "Macroscope",
  ]

  /// Bots whose missions merge by themselves: those that say most of the meanings. Merges of one repository wait for
  /// each other; of the other bots a clean text ends the item.
  private static let merging: Set<String> = ["Cursor Bugbot", "CodeRabbit", "Claude"]

  /// Of every bot a clean text and one of findings; of what else can be said, each meaning in a comment and in a
  /// review. The core reads all texts, and this is the way from there to the merge.
  private static let speeches: [BotSpeech] = {
    var known = Set<String>()
    return BotSpeech.all.filter { speech in
      let place = commenters.contains(speech.bot) ? "comment" : "review"
      let kind =
        switch speech.meaning {
        case .clean, .findings: "\(speech.bot): \(speech.meaning)"
        case .announces: "\(place): announces"
        case .standsDown: "\(place): stands down"
        case .working, .undecided, .overview, .unknown: "\(place): \(speech.meaning)"
        }
      return known.insert(kind).inserted
    }
  }()

  @Test(
    "§4 each bot's clean ends the item, merged where that is asked for, and its findings make a fix; each other meaning, in a comment and in a review, is said and not merged"
  )
  func speeches() async throws {
    try await World.run { world in
      let bots = Dictionary(
        uniqueKeysWithValues: ReviewBot.catalogue.map { ($0.name, ($0.logins.min() ?? "") + "[bot]") })
      try await world.shape([
        "users": .array(bots.values.sorted().map { ["login": .string($0), "type": "Bot"] })
      ])
      try await world.github(.put, "/repos/acme/shop/collaborators/robot", ["permission": "push"])
      var rows: [Row] = []
      for speech in Self.speeches {
        let login = try #require(bots[speech.bot])
        rows.append(Row(speech: speech, login: login, issue: try await world.openIssue("Part \(rows.count + 1)")))
      }
      // A mission for each bot: one that looks at every push is waited for on each pull request of its mission.
      for places in Dictionary(grouping: rows.indices, by: { rows[$0].speech.bot }).values {
        let policy = Self.merging.contains(rows[places[0]].speech.bot) ? "auto_merge = true\n" : ""
        let mission = try await world.startCase(places.map { rows[$0].issue }, policy: policy)
        for place in places {
          rows[place].mission = mission
          rows[place].pull = try await openPull(for: rows[place], world)
        }
      }
      for (mission, rows) in Dictionary(grouping: rows, by: \.mission) {
        let what = rows.map { "\($0.issue) \($0.speech.meaning): \($0.speech.text.prefix(60))" }
        try await world.mission(mission, until: "\(rows[0].speech.bot): \(what)", within: 2 * patience) { document in
          rows.allSatisfy { holds($0, in: document) }
        }
      }
      // Whatever was slow to be merged wrongly has had the time of all rows for it.
      for row in rows {
        let isFree = row.speech.meaning == .clean && Self.merging.contains(row.speech.bot)
        #expect(try await world.isMerged(row.pull) == isFree, "\(row.speech.bot): \(row.speech.text)")
      }
    }
  }

  /// Opens the pull request that closes a row's issue, lets the bot say its text of it, and its check pass.
  private func openPull(for row: Row, _ world: World) async throws -> Int {
    let branch = "signalbox/\(row.issue)"
    try await world.push(branch)
    let pull = try await world.github(
      .post, "/repos/acme/shop/pulls",
      ["title": "Part", "head": .string(branch), "base": "main", "body": .string("Closes #\(row.issue)")], as: "robot")
    let number = try #require(pull["number"].integerValue)
    try await say(row, of: number, world)
    try await world.check(try #require(pull["head"]["sha"].stringValue), "success")
    return number
  }

  private func say(_ row: Row, of pull: Int, _ world: World) async throws {
    let body = JSONValue.string(row.speech.text)
    // A description in a comment says nothing; a review that is one has something to show.
    if Self.commenters.contains(row.speech.bot), row.speech.meaning != .overview {
      try await world.github(.post, "/repos/acme/shop/issues/\(pull)/comments", ["body": body], as: row.login)
    } else {
      try await world.github(
        .post, "/repos/acme/shop/pulls/\(pull)/reviews", ["event": "COMMENT", "body": body], as: row.login)
    }
  }

  /// Whether the mission's document says of a row's item what its text must lead to.
  private func holds(_ row: Row, in document: JSONValue) -> Bool {
    guard let why = document.why(of: row.issue) else { return false }
    switch row.speech.meaning {
    case .clean: return document.item(of: row.issue)?["status"] == "done"
    case .findings, .announces: return why.contains("fix")
    case .standsDown: return why.contains("stood down")
    case .undecided: return why.contains("leaves it to a person")
    case .unknown: return why.contains("not understood")
    case .working: return why.contains("has not finished")
    // A description says nothing: what it describes must still come.
    case .overview: return why.contains("fix") || why.contains("has not finished") || why.contains("not understood")
    }
  }
}

extension JSONValue {
  /// The item of an issue in a mission's document.
  fileprivate func item(of issue: Int) -> JSONValue? {
    self["work_items"].elements.first { $0["title"].stringValue == "Part \(issue)" }
  }

  /// What is said of it.
  fileprivate func why(of issue: Int) -> String? { item(of: issue)?["why"].stringValue }
}
