import GitHubSandbox
import Testing

@Suite("People and agents write to each other")
struct MailTests {
  @Test("what is urgent stands first in a mailbox, and what is asked of the conductor waits with the help requests")
  func send() async throws {
    try await World.run { world in
      try await world.tell("agent", "register", "backend")
      try await world.tell("send", "backend", "Read the design first")
      try await world.tell("send", "backend", "Stop: the key leaked", "--urgent")
      try await world.tell("send", "backend", "Lunch at noon", "--info")
      let messages = try await world.tell("inbox", "backend")["messages"].elements
      #expect(messages.map { $0["type"].stringValue } == ["task", "task", "informational"])
      #expect(messages.map { $0["priority"].stringValue } == ["urgent", "normal", "normal"])
      #expect(messages[0]["description"] == "Stop: the key leaked")
      try await world.tell("send", "conductor", "Which key?")
      let help = try await world.tell("help-requests")["help_requests"].elements
      #expect(help.map { $0["reason"].stringValue } == ["Which key?"])
      #expect(try await world.run("send", "nobody", "hello").code == 66)
      #expect(try await world.run("send", "backend", " ").code == 64)
    }
  }
}
