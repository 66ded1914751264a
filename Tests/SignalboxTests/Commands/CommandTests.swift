import MissionCore
import MissionStore
import Testing

@testable import Client

@Suite struct CommandTests {
  private static let mission = Identifier<Mission>(high: 1, low: 1)
  private static let commands: [Command] = [
    .missionStart(
      id: mission, objectives: [.issue(IssueReference("acme/shop#2")!), .document(path: "docs/plan.md")],
      policy: Policy(), manifest: Manifest(overrides: [.init(issue: IssueReference("acme/shop#2")!, skip: true)])),
    .missionNote(mission: mission, note: Identifier(high: 2, low: 2), sender: "conductor", body: "resume\n\"now\""),
    .missionStop(mission: mission, by: "conductor", force: true),
    .missionResume(mission: mission, by: "conductor"),
    .missionApprove(mission: mission, item: Identifier(high: 3, low: 3), by: "conductor"),
    .agentRegister(id: Identifier(high: 4, low: 4), name: "backend", role: nil, specialties: ["sql"]),
    .agentRemove(Identifier(high: 4, low: 4)),
    .agentHeartbeat(Identifier(high: 4, low: 4)),
    .taskNext(agent: Identifier(high: 4, low: 4)),
    .taskDone(
      task: Identifier(high: 5, low: 5), report: .init(result: "acme/shop#42", summary: "done", verdict: .approve)),
    .taskFail(task: Identifier(high: 5, low: 5), reason: "no access"),
    .deliveryReplay("72d3162e-cc78-11e3-81ab-4c9367dc0958"),
    .deliveryDiscard("1700000000000-0"),
  ]

  @Test("A command arrives as it was sent", arguments: commands)
  func roundTrip(command: Command) throws {
    #expect(try Command(json: command.json()) == command)
  }

  @Test("A command's signal carries its JSON under the id its receipt will have")
  func signal() throws {
    let command = Command.missionResume(mission: Self.mission, by: "conductor")
    let signal = try command.signal(id: Identifier(high: 9, low: 9))
    #expect(signal.kind == .command)
    #expect(signal.id == Identifier<Receipt>(high: 9, low: 9).text)
    var raw: [UInt8] = []
    let chunks = try #require(signal.body).decompressedChunks()
    while let chunk = try chunks.next() { raw += chunk }
    #expect(try Command(json: raw) == command)
  }

  @Test(
    "A receipt arrives as it was written",
    arguments: [
      Receipt.done("mission stopped"), .task(nil, prompt: ""), .task(Identifier(high: 1, low: 2), prompt: "Do it."),
      .agent(Identifier(high: 3, low: 4)), .refused(Refusal(.notFound, "there is no such task", hint: "look")),
    ])
  func receiptRoundTrip(receipt: Receipt) throws {
    #expect(try Receipt(json: receipt.json()) == receipt)
  }

  @Test("Bytes that are no command are refused")
  func noCommand() {
    #expect(throws: (any Error).self) { try Command(json: Array("{\"explode\":{}}".utf8)) }
  }
}
