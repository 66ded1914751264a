import MissionCore
import Testing

@testable import Workers

/// Our side of the Agent Client Protocol against the lines of a peer that the test plays.
@Suite struct ACPConversationTests {
  @Test("the prompt goes to a new session in the worktree, and the turn's last message is the result")
  func wholeTurn() throws {
    var peer = Peer(.init(prompt: "Do\n\"#7\".", directory: "/tree"))
    let hello = try peer.asked("initialize")
    #expect(hello["protocolVersion"] == 1)
    #expect(hello["clientCapabilities"] == ["fs": ["readTextFile": false, "writeTextFile": false], "terminal": false])
    peer.answer(["protocolVersion": 1, "agentCapabilities": ["loadSession": true]])
    #expect(try peer.asked("session/new") == ["cwd": "/tree", "mcpServers": []])
    #expect(!peer.conversation.hasPrompted)
    peer.answer(["sessionId": "s1"])
    #expect(
      try peer.asked("session/prompt")
        == ["sessionId": "s1", "prompt": [["type": "text", "text": "Do\n\"#7\"."]]])
    #expect(peer.conversation.hasPrompted)
    peer.say("I look ")
    peer.say("around.")
    peer.update(["sessionUpdate": "tool_call", "toolCallId": "t1", "title": "Edit auth.swift"])
    peer.update(["sessionUpdate": "tool_call_update", "toolCallId": "t1", "status": "failed"])
    peer.say("\n")
    peer.update(["sessionUpdate": "agent_thought_chunk", "content": ["type": "text", "text": "secret"]])
    peer.say("All is ")
    peer.say("done.")
    #expect(peer.conversation.outcome == nil)
    peer.answer([
      "stopReason": "end_turn",
      "usage": ["inputTokens": 10, "cachedReadTokens": 90, "outputTokens": 7, "totalTokens": 107],
    ])
    #expect(peer.conversation.outcome == .done)
    #expect(peer.conversation.account.message == "All is done.")
    #expect(peer.conversation.account.session == "s1")
    #expect(peer.conversation.account.usage.inputTokens == 100)
    #expect(peer.conversation.account.usage.outputTokens == 7)
    #expect(peer.log == "I look around.\n[tool: Edit auth.swift]\n[tool failed: t1]\nAll is done.\n")
  }

  @Test(
    "leave is given as far as it reaches least, refused where none is offered, and nobody is asked",
    arguments: [
      (["reject_once", "allow_always", "allow_once"], "allow_once"), (["allow_always", "reject_once"], "allow_always"),
      (["reject_always", "reject_once"], "reject_once"), (["reject_always"], "reject_always"), (["sing"], nil),
      ([], nil),
    ] as [([String], String?)])
  func permissions(kinds: [String], chosen: String?) throws {
    var peer = try Peer.atWork()
    let options = kinds.map { JSONTree.object(["optionId": .text("the \($0)"), "kind": .text($0), "name": "x"]) }
    peer.send([
      "jsonrpc": "2.0", "id": "p-1", "method": "session/request_permission",
      "params": [
        "sessionId": "s1", "toolCall": ["toolCallId": "t", "title": "rm -r build"], "options": .list(options),
      ],
    ])
    let outcome: JSONTree =
      chosen.map { ["outcome": "selected", "optionId": .text("the \($0)")] } ?? ["outcome": "cancelled"]
    #expect(peer.told.last == ["jsonrpc": "2.0", "id": "p-1", "result": ["outcome": outcome]])
    #expect(peer.conversation.account.denials == (chosen?.hasPrefix("allow") == true ? [] : ["rm -r build"]))
  }

  @Test("files, terminals and whatever else is not served are refused under the identity they were asked with")
  func unserved() throws {
    var peer = try Peer.atWork()
    let methods = [
      "fs/read_text_file", "fs/write_text_file", "terminal/create", "terminal/output", "elicitation/create", "x/y",
    ]
    for (place, method) in methods.enumerated() {
      let id: JSONTree = place.isMultiple(of: 2) ? .number(Double(place)) : .text("id \(place)")
      peer.send(["jsonrpc": "2.0", "id": id, "method": .text(method), "params": ["path": "/etc/passwd"]])
      #expect(peer.told.last?["error"]?["code"] == -32_601)
      #expect(peer.told.last?["id"] == id)
    }
    #expect(peer.conversation.outcome == nil)
  }

  @Test(
    "each way in which a turn ends short of its end is a failure with its reason",
    arguments: [
      ("max_tokens", "max_tokens"), ("max_turn_requests", "as often as it may"), ("refusal", "refuses to do this"),
      ("cancelled", "was cancelled"), ("tea_time", "not known (tea_time)"),
    ])
  func stopReasons(word: String, reason: String) throws {
    var peer = try Peer.atWork()
    peer.say("I had begun.")
    peer.answer(["stopReason": .text(word)])
    guard case .failed(let told) = peer.conversation.outcome else {
      Issue.record("it must have failed: \(String(describing: peer.conversation.outcome))")
      return
    }
    #expect(told.contains(reason))
    #expect(peer.conversation.account.message == "I had begun.")
  }

  @Test(
    "a session is gone on with as the agent can, and begun anew where it cannot or knows it no more",
    arguments: [
      (["loadSession": true], "session/load"),
      (["loadSession": true, "sessionCapabilities": ["resume": [:]]], "session/resume"),
      (["loadSession": false], "session/new"), ([:], "session/new"),
    ] as [(JSONTree, String)])
  func sessions(capabilities: JSONTree, method: String) throws {
    var peer = Peer(.init(prompt: "x", directory: "/tree", session: "old"))
    peer.answer(["protocolVersion": 1, "agentCapabilities": capabilities])
    let asked = try peer.asked(method)
    guard method != "session/new" else {
      #expect(asked["sessionId"] == nil)
      return
    }
    #expect(asked == ["sessionId": "old", "cwd": "/tree", "mcpServers": []])
    var gone = peer
    peer.answer([:])
    #expect(try peer.asked("session/prompt")["sessionId"] == "old")
    gone.refuse(-32_602, "no such session")
    #expect(try gone.asked("session/new")["cwd"] == "/tree")
    gone.answer(["sessionId": "new"])
    #expect(try gone.asked("session/prompt")["sessionId"] == "new")
    #expect(gone.conversation.account.session == "new")
  }

  @Test("what was said and spent in earlier turns of a session is not this run's")
  func history() throws {
    for spent in [nil, 0.5] {
      var peer = Peer(.init(prompt: "x", directory: "/tree", session: "old", spent: spent))
      peer.answer(["protocolVersion": 1, "agentCapabilities": ["loadSession": true]])
      peer.say("Long ago.", in: "old")
      // An agent that was told of the cost by its own books counts from there, one that says nothing from ours.
      if spent == nil { peer.spend(0.5, in: "old") }
      peer.answer([:])
      peer.spend(0.75, in: "old")
      peer.answer(["stopReason": "end_turn"])
      #expect(peer.conversation.account.message == nil)
      #expect(peer.conversation.account.usage.costUSD == 0.25)
      #expect(peer.conversation.account.sessionCost == 0.75)
    }
  }

  @Test("a cost in another currency, a negative one and one of another session say nothing")
  func costs() throws {
    var peer = try Peer.atWork()
    peer.spend(3, "EUR")
    peer.spend(-1)
    peer.spend(4, in: "another")
    peer.update(["sessionUpdate": "usage_update", "used": 5, "size": 10])
    #expect(peer.conversation.account.usage.isEmpty)
    peer.spend(2)
    #expect(peer.conversation.account.usage.costUSD == 2)
  }

  @Test("garbage, answers to nothing, answers twice and what is said of other sessions change nothing")
  func hostile() throws {
    var peer = try Peer.atWork()
    let before = peer.conversation.account
    for line in [
      "", "   ", "no JSON", "{", "[1,2]", "{}", "{\"id\":3}", "{\"id\":-1,\"result\":{}}", "{\"id\":99,\"result\":{}}",
      "{\"id\":2,\"result\":{\"sessionId\":\"s9\"}}", "{\"id\":2,\"error\":{\"code\":1,\"message\":\"x\"}}",
      "{\"id\":\"3\",\"result\":{\"stopReason\":\"end_turn\"}}", "{\"id\":3.5,\"result\":{}}",
      "{\"method\":7}", "{\"method\":\"session/update\"}", "{\"method\":\"session/update\",\"params\":[]}",
      "{\"method\":\"session/update\",\"params\":{\"sessionId\":\"s1\",\"update\":{\"sessionUpdate\":\"new_kind\"}}}",
      String(repeating: "[", count: 100_000), "{\"a\":" + String(repeating: "{\"a\":", count: 10_000),
      "[{\"id\":3,\"result\":{\"stopReason\":\"end_turn\"}}]",
    ] { peer.send(line) }
    peer.say("not mine", in: "s2")
    #expect(peer.conversation.account == before)
    #expect(peer.conversation.outcome == nil)
    #expect(peer.told.count == 3)
    #expect(peer.log.contains("no JSON\n"))
    peer.answer(["stopReason": "end_turn"])
    peer.send("{\"id\":3,\"result\":{\"stopReason\":\"refusal\"}}")
    peer.say("more")
    #expect(peer.conversation.outcome == .done)
    #expect(peer.conversation.account.message == nil)
  }

  @Test("a message without end keeps its end, and a flood of refused questions keeps the first")
  func floods() throws {
    var peer = try Peer.atWork()
    for _ in 0..<300 { peer.say(String(repeating: "x", count: 1000)) }
    peer.say("the end")
    for number in 0..<50 {
      peer.send([
        "id": .number(Double(number)), "method": "session/request_permission", "params": ["sessionId": "s1"],
      ])
    }
    peer.answer(["stopReason": "end_turn"])
    #expect(peer.conversation.account.message?.hasSuffix("the end") == true)
    #expect((peer.conversation.account.message?.utf8.count ?? 0) <= 128 << 10)
    #expect(peer.conversation.account.denials.count == 20)
  }

  @Test("another version, an agent nobody signed in and a session without a name end it with the reason")
  func beginnings() throws {
    var old = Peer(.init(prompt: "x", directory: "/tree"))
    old.answer(["protocolVersion": 2])
    #expect(old.reason?.contains("speaks version 2") == true)
    var strange = Peer(.init(prompt: "x", directory: "/tree"))
    strange.answer("hello")
    #expect(strange.reason?.contains("speaks version none") == true)
    var signedOut = Peer(.init(prompt: "x", directory: "/tree"))
    signedOut.answer(["protocolVersion": 1, "authMethods": [["id": "oauth", "name": "Log in with Google"]]])
    signedOut.refuse(-32_000, "Authentication required")
    #expect(
      signedOut.reason
        == "it refused session/new: Authentication required (ways to sign in: Log in with Google)")
    var nameless = Peer(.init(prompt: "x", directory: "/tree"))
    nameless.answer(["protocolVersion": 1])
    nameless.answer(["sessionId": ""])
    #expect(nameless.reason?.contains("without a name") == true)
    var limited = try Peer.atWork()
    limited.send([
      "id": 3, "error": ["code": -32_603, "message": "Internal error", "data": ["details": "usage limit reached"]],
    ])
    #expect(limited.reason == "it refused session/prompt: Internal error: usage limit reached")
  }

  @Test(
    "a model is chosen in the session where it has that choice; one that is not offered ends it, with those that are")
  func models() throws {
    let options: JSONTree = [
      ["id": "m", "type": "select", "category": "mode", "options": [["value": "big", "name": "Big"]]],
      [
        "id": "model", "type": "select", "category": "model",
        "options": [
          ["group": "g", "options": [["value": "p/small", "name": "Small"], ["value": "p/big", "name": "Big"]]]
        ],
      ],
    ]
    for wanted in ["p/big", "Big"] {
      var peer = Peer(.init(prompt: "x", directory: "/tree", model: wanted))
      peer.answer(["protocolVersion": 1])
      peer.answer(["sessionId": "s1", "configOptions": options])
      #expect(
        try peer.asked("session/set_config_option") == ["sessionId": "s1", "configId": "model", "value": "p/big"])
      peer.answer(["configOptions": []])
      #expect(try peer.asked("session/prompt")["sessionId"] == "s1")
    }
    var none = Peer(.init(prompt: "x", directory: "/tree", model: "huge"))
    none.answer(["protocolVersion": 1])
    none.answer(["sessionId": "s1", "configOptions": options])
    #expect(none.reason == "it offers no model huge; it offers p/small, p/big")
  }

  @Test("an agent is asked to stop once and only while it works; what it asks leave for then is cancelled")
  func cancelling() throws {
    var early = Peer(.init(prompt: "x", directory: "/tree"))
    #expect(early.conversation.cancel().lines.isEmpty)
    early.answer(["protocolVersion": 1])
    #expect(early.conversation.cancel().lines.isEmpty)
    var peer = try Peer.atWork()
    let lines = peer.conversation.cancel().lines.compactMap { JSONTree($0) }
    #expect(lines == [["jsonrpc": "2.0", "method": "session/cancel", "params": ["sessionId": "s1"]]])
    #expect(peer.conversation.cancel().lines.isEmpty)
    peer.send([
      "id": 1, "method": "session/request_permission",
      "params": ["sessionId": "s1", "options": [["optionId": "y", "kind": "allow_once"]]],
    ])
    #expect(peer.told.last?["result"] == ["outcome": ["outcome": "cancelled"]])
    peer.answer(["stopReason": "cancelled"])
    #expect(peer.reason?.contains("cancelled") == true)
  }
}

/// An agent of the protocol as a test plays it.
private struct Peer {
  var conversation: ACPConversation
  /// Everything it was told.
  var told: [JSONTree] = []
  var log = ""

  init(_ brief: ACPConversation.Brief) {
    conversation = ACPConversation(brief)
    follow(conversation.begin())
  }

  /// One that has its prompt, in session `s1`, under question 3.
  static func atWork() throws -> Peer {
    var peer = Peer(.init(prompt: "x", directory: "/tree"))
    peer.answer(["protocolVersion": 1])
    peer.answer(["sessionId": "s1"])
    _ = try peer.asked("session/prompt")
    return peer
  }

  var reason: String? { if case .failed(let reason) = conversation.outcome { reason } else { nil } }

  /// What the last question says, which must be this one.
  func asked(_ method: String) throws -> JSONTree {
    let last = try #require(told.last)
    #expect(last["method"]?.text == method)
    return try #require(last["params"])
  }

  mutating func answer(_ result: JSONTree) {
    send(["jsonrpc": "2.0", "id": told.last { $0["method"] != nil }?["id"] ?? .null, "result": result])
  }

  mutating func refuse(_ code: Int, _ message: String) {
    send(["id": told.last?["id"] ?? .null, "error": ["code": .number(Double(code)), "message": .text(message)]])
  }

  mutating func update(_ update: JSONTree, in session: String = "s1") {
    send(["method": "session/update", "params": ["sessionId": .text(session), "update": update]])
  }

  mutating func say(_ text: String, in session: String = "s1") {
    update(["sessionUpdate": "agent_message_chunk", "content": ["type": "text", "text": .text(text)]], in: session)
  }

  mutating func spend(_ amount: Double, _ currency: String = "USD", in session: String = "s1") {
    update(
      ["sessionUpdate": "usage_update", "cost": ["amount": .number(amount), "currency": .text(currency)]], in: session)
  }

  mutating func send(_ message: JSONTree) { follow(conversation.take(message.line)) }

  mutating func send(_ line: String) { follow(conversation.take(Array(line.utf8))) }

  private mutating func follow(_ reply: ACPConversation.Reply) {
    told += reply.lines.compactMap { JSONTree($0) }
    log += reply.log
  }
}
