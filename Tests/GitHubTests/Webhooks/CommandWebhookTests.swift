import GitHub
import MissionCore
import Testing

private typealias Fixture = WebhookFixture

@Suite("Commands in comments are read from webhooks")
struct CommandWebhookTests {
  @Test("a command under an issue says who wrote it, where, when, and what they are to the repository")
  func created() throws {
    let command = try #require(
      try read(
        "created", comment: ["author_association": #""MEMBER""#, "created_at": #""2019-05-15T15:20:30Z""#]))
    #expect(command.target == Fixture.issue1)
    #expect(command.id == 492_700_400)
    #expect(command.author == Account(login: "octocat", isBot: false))
    #expect(command.hasSay)
    #expect(!command.isByApp)
    #expect(command.commands.map(\.text) == ["pause"])
    #expect(command.sighting == .created)
    #expect(command.createdAt == Fixture.moment.adding(seconds: -3))
    #expect(command.updatedAt == Fixture.moment)
  }

  @Test("an edit carries the commands the comment held before")
  func edited() throws {
    let more = #","changes":{"body":{"from":"/signalbox resume"}}"#
    #expect(
      try read("edited", more: more)?.sighting == .edited(before: CommentCommand.commands(in: "/signalbox resume")))
  }

  @Test("an edit that took the command away is told, so that it need not act")
  func editedAway() throws {
    let more = #","changes":{"body":{"from":"/signalbox resume"}}"#
    let command = try #require(try read("edited", comment: ["body": #""never mind""#], more: more))
    #expect(command.commands.isEmpty)
  }

  @Test(
    "an edit that left the text alone adds no command",
    arguments: ["", #","changes":{}"#, #","changes":{"body":null}"#])
  func untouched(more: String) throws {
    #expect(
      try read("edited", more: more)?.sighting == .edited(before: CommentCommand.commands(in: "/signalbox pause")))
  }

  @Test("a comment that an app wrote for somebody is told as such")
  func app() throws {
    #expect(try read("created", comment: ["performed_via_github_app": #"{"id":1,"slug":"x"}"#])?.isByApp == true)
    #expect(try read("created", comment: ["performed_via_github_app": "null"])?.isByApp == false)
  }

  @Test("an unknown association is none; a deleted author is a ghost; a comment without command says nothing")
  func odd() throws {
    #expect(try read("created", comment: ["author_association": #""SOMETHING""#])?.hasSay == false)
    #expect(try read("created", comment: ["user": "null"])?.author.login == "ghost")
    #expect(try read("created", comment: ["body": "null"]) == nil)
    #expect(try read("created", comment: ["body": #""see `/signalbox pause`""#]) == nil)
    #expect(try read("deleted")?.sighting == .deleted)
  }

  @Test(
    "a mission's own comment is no news, on an issue and on a pull request",
    arguments: ["created", "edited", "deleted"])
  func own(action: String) throws {
    let mark = #""<!-- signalbox:mission:1 -->\n/signalbox pause""#
    #expect(try read(action, comment: ["body": mark]) == nil)
    let fields = #""issue":{"number":2,"pull_request":{"url":"x"}},"# + Fixture.comment(["body": mark])
    #expect(try Fixture.decode("issue_comment", fields, action: action).observations == [])
  }

  @Test("a command under a pull request also touches it")
  func pullRequest() throws {
    let fields =
      #""issue":{"number":2,"pull_request":{"url":"x"}},"# + Fixture.comment(["body": #""/signalbox status""#])
    let observations = try Fixture.decode("issue_comment", fields, action: "created").observations
    #expect(observations.count == 3)
    #expect(observations.last == .pullRequestTouched(Fixture.pullRequest2))
  }

  @Test("a mission's own check run is no news; another of that name is")
  func ownCheck() throws {
    let own = Fixture.checkRun(["name": #""Signalbox""#, "external_id": #""signalbox:mission:1""#])
    #expect(try Fixture.decode("check_run", own, action: "completed").observations == [])
    let other = Fixture.checkRun(["name": #""Signalbox""#, "external_id": #""x""#])
    #expect(try Fixture.decode("check_run", other, action: "completed").observations.count == 1)
  }

  @Test("a mission's own answer in a review thread is no news", arguments: ["created", "edited", "deleted"])
  func ownAnswer(action: String) throws {
    let body = #""Addressed in 1a2b.\n\n<!-- signalbox:answered:1a2b -->""#
    let fields = Fixture.comment(["body": body]) + "," + Fixture.pullRequest()
    #expect(try Fixture.decode("pull_request_review_comment", fields, action: action).observations == [])
  }

  private func read(
    _ action: String, comment: [String: String] = [:], more: String = ""
  ) throws -> CommandComment? {
    let changed = ["user": #"{"login":"octocat","type":"User"}"#, "body": #""/signalbox pause""#]
    let fields = #""issue":{"number":1},"# + Fixture.comment(changed.merging(comment) { $1 }) + more
    let observations = try Fixture.decode("issue_comment", fields, action: action).observations
    #expect(observations.last == nil || observations.last == .issueTouched(Fixture.issue1))
    #expect(observations.count < 3)
    guard case .command(let command)? = observations.first else { return nil }
    return command
  }
}
