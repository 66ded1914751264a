import GitHubSandbox
import TestSupport
import Testing

/// What a log begins with, and what a single round says at its end.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FirstLineTests {
  @Test("the log begins with version, town, data and API; a round ends with what it did")
  func lines() async throws {
    try await World.run { world in
      let first = try #require(world.folder.read(world.service.log).split(separator: "\n").first)
      let line = try JSONReader.read(Array(first.utf8))
      for key in ["version", "town", "data", "api"] { #expect(line[key].stringValue?.isEmpty == false, "\(key)") }
      #expect(line["api"].stringValue == world.sandbox.url)
      world.service.program.signal(15)
      #expect(try await world.service.program.wait() == .exited(0))
      let round = try world.start(["mission", "dispatch", "--once"])
      #expect(try await round.program.wait() == .exited(0))
      #expect(world.folder.read(round.log).contains("One round is done"))
    }
  }
}
