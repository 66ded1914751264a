import FoundationEssentials
import GitHub
import GitHubSandbox
import Redis
import TestSupport
import Testing

/// A town as an earlier version left it when it was killed: of the tutorial's three items one is done, the second's
/// pull request has failed its check and its author holds the fix, the third waits. `RecordedTown/town.jsonl` has its
/// keys, each with what `DUMP` gave for it, in base64; what Redis would have forgotten by now is left out. It was left
/// long ago:
/// the lease on the fix has ended, so the fix goes to whoever is free.
@Suite(.timeLimit(.minutes(10))) struct RecordedTownTests {
  private static let mission = "279dcee1-df7f-405b-8936-d97c6e310519"
  private static let fix = "38613aae-9c7a-4b5c-9a67-a8a37af477bc"
  private static let head = "de96d8edabf45261ee1eec4c71568f59d96951cd"

  @Test("A town of an earlier version is read, continued and completed")
  func continued() async throws {
    let redis = try await ExternalRedis()
    try await World.run({ options in
      options.redis = redis.url
      options.serves = false
    }) { world in
      // GitHub as it stood when the town was left.
      try await world.openTutorialIssues()
      try await world.github(
        .post, "/_sandbox/repos/acme/shop/push", ["branch": "auth", "sha": .string(Self.head)])
      try await world.github(
        .post, "/repos/acme/shop/pulls",
        ["title": "Auth endpoints", "head": "auth", "base": "main", "body": "Closes #2"])
      try await world.check(Self.head, "failure")
      try await restore(at: redis.url)

      try await world.serve()
      let before = try await world.mission(Self.mission)
      #expect(before["work_items"].elements.first?["status"] == "done")
      let tutorial = Tutorial(world: world, mission: Self.mission)
      let heir = try await eventually("the fix to be another agent's") { () -> String? in
        let tasks = try await world.mission(Self.mission)["tasks"].elements
        let live = tasks.first { $0["id"].stringValue != Self.fix && $0["state"] == "assigned" }
        return live?["assigned_to"].stringValue
      }
      try await tutorial.playFromFix(of: Self.fix, by: heir)
      try await tutorial.expectCompleted(fixes: 2)
    }
    await redis.kill()
  }

  private func restore(at url: String) async throws {
    let connection = RedisConnection(to: try RedisAddress(parsing: url))
    defer { connection.close() }
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../RecordedTown")
    let file = try Data(contentsOf: folder.appending(path: "town.jsonl"))
    for line in String(decoding: file, as: UTF8.self).split(separator: "\n") {
      let words = try JSONReader.read(Array(line.utf8)).elements.compactMap(\.stringValue)
      let dump = try #require(Data(base64Encoded: words[1]))
      try await connection.send(["RESTORE", .text(words[0]), 0, .bytes(Array(dump))])
    }
  }
}
