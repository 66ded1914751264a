import Testing

@testable import MissionCore

@Suite("Outbox")
struct OutboxTests {
  private static let identity = "00000000-0000-0007-0000-000000000001"
  private static let pull = PullRequestReference("acme/shop#42")!

  /// As the version before wrote them.
  private static let stored: [(String, Action)] = [
    (
      #"{"merge":{"_0":"acme/shop#42","head":"a1","method":"squash"}}"#,
      .merge(pull, head: "a1", method: .squash)
    ),
    (#"{"enqueue":{"_0":"acme/shop#42","head":"a1"}}"#, .enqueue(pull, head: "a1")),
    (
      #"{"dequeue":{"_0":"acme/shop#42","head":"a1","because":"it is red"}}"#,
      .dequeue(pull, head: "a1", because: "it is red")
    ),
    (#"{"updateBranch":{"_0":"acme/shop#42","head":"a1"}}"#, .updateBranch(pull, head: "a1")),
    (
      #"{"rerunFailedJobs":{"_0":"acme/shop#42","workflowRun":7,"reruns":1}}"#,
      .rerunFailedJobs(pull, workflowRun: 7, reruns: 1)
    ),
    (
      #"{"resolveThread":{"_0":"acme/shop#42","thread":"T","head":"a1"}}"#,
      .resolveThread(pull, thread: "T", head: "a1")
    ),
    (#"{"react":{"_0":"acme/shop","comment":5,"_2":"eyes"}}"#, .react(shop, comment: 5, .eyes)),
  ]

  @Test("An action that the version before stored is read, with how trying it went", arguments: stored)
  func storedAction(text: String, action: Action) throws {
    let record =
      #"{"id":"\#(Self.identity)","act":\#(text),"createdAt":1000,"#
      + #""nextAttemptAt":61000,"attempts":2,"problem":"502"}"#
    let pending = try JSON.value(PendingAction.self, from: record)
    #expect(pending.action == action)
    #expect(
      pending.attempts == Attempts(failures: 2, problem: "502", nextAt: Timestamp(milliseconds: 61_000)))
    #expect(try JSON.stored(pending) == pending)
  }

  @Test("A comment's place that the version before stored still knows the action that writes it anew")
  func storedPosting() throws {
    let posting = try JSON.value(
      Conversation.Posting.self, from: #"{"number":7,"written":"d","errand":"\#(Self.identity)"}"#)
    #expect(posting.action?.text == Self.identity)
    #expect(try JSON.text(posting).contains(#""errand":"#))
  }

  @Test("Every kind of action follows its repository to another name, and changes nothing else", arguments: stored)
  func moves(text: String, action: Action) throws {
    let name = try #require(RepositoryName("acme/store"))
    let moved = action.kind.following(.repository(from: shop, to: name))
    #expect(moved != action)
    #expect(try moved == JSON.value(Action.self, from: text.replacing("acme/shop", with: "acme/store")))
  }

  @Test("Only what says something, or takes back what the mission did, is done for a mission that is over")
  func outlives() {
    let due = Outbox(
      pending: Self.stored.enumerated().map { place, entry in
        PendingAction(
          id: Identifier(high: 1, low: UInt64(place)), action: entry.1, item: nil,
          createdAt: Timestamp(milliseconds: 0), due: Timestamp(milliseconds: 5))
      })
    #expect(due.due(isHalted: false).count == Self.stored.count)
    #expect(due.due(isHalted: true).count == 2)
  }

  @Test("What fails is tried after longer pauses each time, never before GitHub's limits end; a success forgets that")
  func attempts() {
    let now = Timestamp(milliseconds: 0)
    var attempts = Attempts(nextAt: now)
    for seconds in [60, 120, 300, 300] {
      attempts.fail("502", at: now)
      #expect(attempts.nextAt == now.adding(seconds: seconds))
    }
    attempts.fail("limit", at: now, notBefore: now.adding(seconds: 900))
    #expect(attempts == Attempts(failures: 5, problem: "limit", nextAt: now.adding(seconds: 900)))
    attempts.succeed()
    #expect(attempts == Attempts(nextAt: now.adding(seconds: 900)))
  }
}
