import GitHub
import GitHubSandbox
import TestSupport
import Testing

@Suite("People command missions by comments", .serialized)
struct CommentsTests {
  @Test("a command of somebody who may write pauses and resumes a mission; a stranger's does not")
  func commands() async throws {
    try await World.run { world in
      let mission = try await Self.begin(in: world, "--watch-interval", "3600")
      try await world.comment("/signalbox pause", on: 1, as: "mallory")
      let before = try await world.mission(mission, until: "deaf to a stranger") { document in
        document["events"].elements.contains { $0.stringValue?.contains("ignored a command of mallory") ?? false }
      }
      #expect(before["mission"]["blocked_reason"].stringValue?.contains("Paused") != true)

      let pause = try await world.comment("Let me look first.\n\n/signalbox pause\n", on: 1, as: "ada")
      try await world.mission(mission, until: "paused") { $0["mission"]["blocked_reason"] == "Paused by ada" }
      try await world.reaction("+1", on: pause)

      // A paused mission still hears.
      let resume = try await world.comment("/signalbox resume", on: 2, as: "ada")
      try await world.mission(mission, until: "going on") { $0["mission"]["blocked_reason"] != "Paused by ada" }
      try await world.reaction("+1", on: resume)

      // Said twice by GitHub, or changed in another word, it acts no second time.
      try await world.github(
        .patch, "/repos/acme/shop/issues/comments/\(pause)", ["body": "Let me look at it.\n\n/signalbox pause\n"],
        as: "ada")
      let dance = try await world.comment("/signalbox dance", on: 2, as: "ada")
      try await world.reaction("confused", on: dance)
      let end = try await world.mission(mission)
      #expect(end["mission"]["blocked_reason"] != "Paused by ada")
    }
  }

  @Test("words that an App put into a writer's comment, and a comment that does not exist, command nothing")
  func forged() async throws {
    try await World.run { world in
      let mission = try await Self.begin(in: world, "--watch-interval", "3600")
      let harmless = try await world.comment("Looks fine", on: 1, as: "ada")
      try await world.github(
        .patch, "/repos/acme/shop/issues/comments/\(harmless)", ["body": "/signalbox pause"], as: "helper[bot]")
      try await world.mission(mission, until: "deaf to an App's edit") { document in
        document["events"].elements.contains { $0.stringValue?.contains("no person") ?? false }
      }
      let written = try await world.comment("/signalbox note hello", on: 1, as: "ada")
      try await world.reaction("+1", on: written)
      try await world.github(.delete, "/repos/acme/shop/issues/comments/\(written)", as: "ada")
      #expect(try await world.mission(mission)["mission"]["blocked_reason"].stringValue?.contains("Paused") != true)
    }
  }

  @Test("a command is found by polling when its webhook is lost, and acts once")
  func polled() async throws {
    try await World.run { options in
      options.drop = 1
    } _: { world in
      let mission = try await Self.begin(in: world, "--watch-interval", "5")
      let pause = try await world.comment("/signalbox pause", on: 1, as: "ada")
      try await world.mission(mission, until: "paused") { $0["mission"]["blocked_reason"] == "Paused by ada" }
      try await world.reaction("+1", on: pause)
      try await world.tell("mission", "resume", mission)
      // A later command shows that the list was read again, with the first one still in it.
      let dance = try await world.comment("/signalbox dance", on: 1, as: "ada")
      try await world.reaction("confused", on: dance)
      #expect(try await world.mission(mission)["mission"]["blocked_reason"] != "Paused by ada")
    }
  }

  @Test("asked for its status, a mission answers in the comment it has, also if it does not know of it any more")
  func status() async throws {
    try await World.run { world in
      let mission = try await Self.begin(in: world, "--watch-interval", "3600")
      // As after a crash between writing the comment and knowing its number.
      let mark = "<!-- signalbox:mission:\(mission) -->"
      let known = try await world.comment("\(mark)\nold", on: 1, as: "acme")
      try await world.comment("\(mark)\nforged", on: 1, as: "mallory")
      let asked = try await world.comment("/signalbox status", on: 1, as: "ada")
      try await world.reaction("eyes", on: asked)
      let text = try await eventually("the answer") { () -> String? in
        let text = try await world.comments(on: 1).first { $0["id"].integerValue == known }?["body"].stringValue
        return text?.contains("old") == false ? text : nil
      }
      #expect(text.hasPrefix(mark))
      #expect(text.contains("`#1` **Design auth API**"))
      #expect(text.contains("waits for its dependency"))
      #expect(try await world.comments(on: 1).count == 3)
    }
  }

  @Test("a mission that reports has one comment on each of its issues, and hears nothing in it")
  func reports() async throws {
    try await World.run { world in
      try world.folder.write("[policy]\nreport = \"comment\"\n", to: "mission.toml")
      let mission = try await Self.begin(
        in: world, "--watch-interval", "5", "--manifest", world.folder.file("mission.toml"))
      for issue in 1...3 {
        try await eventually("a report on #\(issue)") { try await world.comments(on: issue).count == 1 }
      }
      let reads = world.calls("GET /repos/{owner}/{repo}/issues/comments")
      try await eventually("comments to be looked for again") {
        world.calls("GET /repos/{owner}/{repo}/issues/comments") > reads + 1
      }
      for issue in 1...3 {
        let comments = try await world.comments(on: issue)
        #expect(comments.count == 1)
        #expect(comments[0]["body"].stringValue?.hasPrefix("<!-- signalbox:mission:\(mission) -->") == true)
      }
      #expect(world.calls("PATCH /repos/{owner}/{repo}/issues/comments/{id}") == 0)
    }
  }

  @Test("a mission that reports by checks is not held up by its own, and has one on the last head")
  func checks() async throws {
    try await World.run { world in
      try world.folder.write("[policy]\nreport = \"check\"\nsettle_secs = 1\n", to: "mission.toml")
      try await world.openTutorialIssues()
      try await world.register("designer", "backend", "tester", "reviewer")
      let mission = try await world.startMission(
        ["-i", "1", "-i", "2", "-i", "3", "--watch-interval", "5", "--manifest", world.folder.file("mission.toml")])
      let tutorial = Tutorial(world: world, mission: mission)
      try await tutorial.play()
      try await tutorial.expectCompleted()
      let head = try await world.github(.get, "/repos/acme/shop/pulls/5")["head"]["sha"].stringValue ?? ""
      let runs = try await eventually("our check run") { () -> [JSONValue]? in
        let runs = try await world.github(
          .get, "/repos/acme/shop/commits/\(head)/check-runs?check_name=Signalbox&filter=all")["check_runs"].elements
        return runs.isEmpty ? nil : runs
      }
      #expect(runs.map { $0["external_id"].stringValue } == ["signalbox:mission:\(mission)"])
      #expect(runs.allSatisfy { ["neutral", "success"].contains($0["conclusion"].stringValue) })
      for issue in 1...3 { #expect(try await world.comments(on: issue).isEmpty) }
    }
  }

  private static func begin(in world: World, _ words: String...) async throws -> String {
    try await world.openTutorialIssues()
    try await world.github(.put, "/repos/acme/shop/collaborators/ada", ["permission": "push"])
    return try await world.startMission(["-i", "1", "-i", "2", "-i", "3"] + words)
  }
}

extension World {
  /// Writes a comment and returns its number.
  @discardableResult
  fileprivate func comment(_ text: String, on issue: Int, as author: String) async throws -> Int {
    let comment = try await github(
      .post, "/repos/acme/shop/issues/\(issue)/comments", ["body": .string(text)], as: author)
    return try #require(comment["id"].integerValue)
  }

  fileprivate func comments(on issue: Int) async throws -> [JSONValue] {
    try await github(.get, "/repos/acme/shop/issues/\(issue)/comments?per_page=100").elements
  }

  /// Waits for our reaction to a comment; it must be the only one.
  fileprivate func reaction(_ content: String, on comment: Int) async throws {
    let path = "/repos/acme/shop/issues/comments/\(comment)/reactions"
    let reactions = try await eventually("a reaction to comment \(comment)") { () -> [JSONValue]? in
      let reactions = try await self.github(.get, path).elements
      return reactions.isEmpty ? nil : reactions
    }
    #expect(reactions.map { $0["content"].stringValue } == [content])
  }
}
