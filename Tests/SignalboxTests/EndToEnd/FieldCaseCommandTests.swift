import GitHub
import GitHubSandbox
import TestSupport
import Testing

/// Cases from the field: commands in comments.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FieldCaseCommandTests {
  // MARK: 8. Commands in comments

  @Test(
    "§8 unknown words get the reaction and one line of help where they were said, and so does 'help'; nothing changes")
  func unknownWords() async throws {
    try await World.run { world in
      try await world.github(.put, "/repos/acme/shop/collaborators/ada", ["permission": "push"])
      for words in ["dance", "hold on, let me look", "approve #77", "help"] {
        let issue = try await world.openIssue("Design the part")
        let mission = try await world.startCase([issue])
        let comments = "/repos/acme/shop/issues/\(issue)/comments"
        let comment = try await world.github(.post, comments, ["body": .string("/signalbox \(words)")], as: "ada")
        let number = try #require(comment["id"].integerValue)
        let answer = try await eventually("an answer to '\(words)'") { () -> String? in
          try await world.github(.get, comments).elements.first { $0["id"].integerValue != number }?["body"].stringValue
        }
        let expected = words == "approve #77" ? "not done, no open work item is called" : "/signalbox status, pause"
        #expect(answer.contains(expected), "\(answer)")
        try await eventually("the reaction to '\(words)'") {
          try await world.github(.get, "/repos/acme/shop/issues/comments/\(number)/reactions").elements
            .map { $0["content"].stringValue } == [words == "help" ? "eyes" : "confused"]
        }
        #expect(try await world.mission(mission)["mission"]["blocked_reason"].stringValue?.contains("Paused") != true)
      }
    }
  }

  @Test("§8 a no-break space and a colon after '/signalbox' are read; 'hold on, let me look' holds nothing")
  func commands() async throws {
    try await World.run { world in
      try await world.github(.put, "/repos/acme/shop/collaborators/ada", ["permission": "push"])
      let issue = try await world.openIssue("Design the part")
      try await world.register("designer")
      let mission = try await world.startCase([issue])
      func say(_ text: String) async throws {
        try await world.github(
          .post, "/repos/acme/shop/issues/\(issue)/comments", ["body": .string(text)], as: "ada")
      }
      try await say("/signalbox hold on, let me look")
      try await say("/signalbox\u{00A0}note heard the phone")
      try await world.mission(mission, until: "having heard the note") { document in
        document["events"].elements.contains { $0.stringValue?.contains("heard the phone") ?? false }
      }
      #expect(try await world.mission(mission)["mission"]["blocked_reason"].stringValue?.contains("Paused") != true)
      for text in ["> /signalbox pause", "`/signalbox pause`", "/signalbox don't pause", "/signalbox pause?"] {
        try await say(text)
      }
      try await say("/signalbox：note heard the wide colon")
      let document = try await world.mission(mission, until: "having heard what came after those") { document in
        document["events"].elements.contains { $0.stringValue?.contains("heard the wide colon") ?? false }
      }
      #expect(document["mission"]["blocked_reason"].stringValue?.contains("Paused") != true)
      try await say("/signalbox: pause")
      try await world.mission(mission, until: "paused") { $0["mission"]["blocked_reason"] == "Paused by ada" }
    }
  }
}
