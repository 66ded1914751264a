import FoundationEssentials
import GitHubSandbox
import TestSupport
import Testing

@Suite("What finished work leaves behind")
struct LibraryTests {
  @Test("a summary stands in the library once, in one line, with its item and its agent")
  func learnings() async throws {
    try await World.run { world in
      try await world.openIssue("Design the part")
      try await world.tell("agent", "register", "designer")
      let mission = try await world.startMission(["-i", "1"])
      let task = try await world.take("designer")
      try await world.tell(
        "task", "done", task.id, "--result", "made", "--summary", "Tokens live an hour\n# not a heading")
      try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }
      let path = world.folder.file("data/library/learnings.md")
      let text = try await eventually("the learning") { try? String(contentsOfFile: path, encoding: .utf8) }
      #expect(text.split(separator: "\n").count == 1)
      for part in ["acme/shop#1", "Design the part", "designer:", "Tokens live an hour"] {
        #expect(text.contains(part))
      }
    }
  }
}
