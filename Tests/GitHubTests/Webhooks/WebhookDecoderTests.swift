import GitHub
import MissionCore
import Testing

@Suite("Webhooks become observations")
struct WebhookDecoderTests {
  typealias Fixture = WebhookFixture

  @Test("the common fields of a delivery are read")
  func commonFields() throws {
    let event = try Fixture.decode("issues", Fixture.issue(), action: "opened")
    #expect(event.event == "issues")
    #expect(event.action == "opened")
    #expect(event.repository == Fixture.repository)
    #expect(event.repositoryID == 186_853_002)
    #expect(event.sender == Account(login: "hubot", isBot: true))
    #expect(event.installationID == 957_387)
    #expect(event.formerRepository == nil)
  }

  @Test(
    "a push to a branch is read, a deleted one too; tags are not",
    arguments: [
      ("refs/heads/main", "main"), ("refs/heads/feature/a b", "feature/a b"), ("refs/tags/v1", nil),
      ("refs/heads/", nil), ("main", nil),
    ])
  func push(ref: String, branch: String?) throws {
    let event = try Fixture.decode("push", #""ref":"\#(ref)","deleted":true,"head_commit":null"#)
    #expect(event.observations == branch.map { [.pushed(Fixture.repository, branch: $0)] } ?? [])
  }

  @Test("events that nothing uses are read without observations", arguments: ["ping", "star", "fork", "", "💥"])
  func otherEvents(event: String) throws {
    let read = try Fixture.decode(event, #""zen":"Keep it simple.""#, action: "created")
    #expect(read.observations == [])
    #expect(read.repository == Fixture.repository)
  }

  @Test("an action that nothing uses demands nothing of its delivery")
  func unusedAction() throws {
    let event = try Fixture.decode("issues", #""issue":{"number":"not one"}"#, action: "pinned")
    #expect(event.observations == [])
    #expect(event.action == "pinned")
  }
}
