import GitHub
import GitHubSandbox
import Testing

/// Cases from the field: commands in comments.
@Suite(.serialized, .timeLimit(.minutes(5))) struct FieldCaseCommandTests {
  // MARK: 8. Commands in comments

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
