/// Our side of the Agent Client Protocol, version 1: one session with one prompt, as a value that takes the peer's
/// lines and says what is to be answered, what belongs into the log, and how it ended.
///
/// ```
/// initialize ─→ session/new ──────────────────────────┬─→ (session/set_config_option) ─→ session/prompt ─→ over
///            └→ session/resume | session/load ─ refused ┘
/// ```
/// Nobody is asked: what the agent asks leave for is allowed where it offers that. Files and terminals are not served;
/// the agent has its own. Whatever else a peer says is passed over.
package struct ACPConversation: Sendable {
  /// What a conversation is about.
  package struct Brief: Hashable, Sendable {
    /// What the agent is told to do.
    package var prompt: String
    /// Where it works: absolute.
    package var directory: String
    /// The session it goes on with, where it can.
    package var session: String?
    /// What that session cost so far, in US dollars, where that was told.
    package var spent: Double?
    /// The model that is chosen in the session; nil where it is left to the agent, or was chosen by its arguments.
    package var model: String?

    /// A brief with its parts.
    package init(
      prompt: String, directory: String, session: String? = nil, spent: Double? = nil, model: String? = nil
    ) {
      self.prompt = prompt
      self.directory = directory
      self.session = session
      self.spent = spent
      self.model = model
    }
  }

  /// How it came to its end.
  package enum Outcome: Hashable, Sendable {
    /// The agent ended its turn.
    case done
    /// It did not; says why.
    case failed(String)
  }

  /// What follows a line.
  package struct Reply: Hashable, Sendable {
    /// What the peer is told, one line each, without their ends.
    package var lines: [[UInt8]] = []
    /// What belongs into the log.
    package var log = ""
  }

  /// The version that is spoken.
  static let version = 1

  /// What we asked and have no answer to.
  enum Call: Hashable, Sendable {
    case initialize
    case newSession
    /// Go on with the session of the brief; without its history being told again, or with it.
    case resume
    case load
    case chooseModel
    case prompt

    /// As the protocol calls it.
    var method: String {
      switch self {
      case .initialize: "initialize"
      case .newSession: "session/new"
      case .resume: "session/resume"
      case .load: "session/load"
      case .chooseModel: "session/set_config_option"
      case .prompt: "session/prompt"
      }
    }
  }

  let brief: Brief
  /// What is asked at the moment, under the number of all questions so far.
  var call: Call?
  private var asked = 0
  var isCancelled = false
  /// How the agent lets its users sign in, for what is said where nobody did.
  var signIns: [String] = []
  /// How it goes on with a session; nil where it cannot.
  var resumption: Call?
  var message = ACPMessageText()
  var spentBefore: Double?
  /// What was learnt of the run so far.
  package internal(set) var account = RunAccount()
  /// How it ended; nil while it goes on.
  package internal(set) var outcome: Outcome?

  /// A conversation about something.
  package init(_ brief: Brief) {
    self.brief = brief
    spentBefore = brief.spent
  }

  /// Whether the agent has the prompt.
  package var hasPrompted: Bool { call == .prompt || outcome != nil }

  /// What the agent was asked last, as the protocol calls it.
  package var question: String { call?.method ?? "initialize" }

  /// What is said before the program has said anything.
  package mutating func begin() -> Reply {
    var reply = Reply()
    ask(
      .initialize,
      [
        "protocolVersion": .number(Double(Self.version)),
        "clientCapabilities": ["fs": ["readTextFile": false, "writeTextFile": false], "terminal": false],
        "clientInfo": ["name": "signalbox", "title": "Signalbox", "version": "1"],
      ], &reply)
    return reply
  }

  /// Takes a line of the peer.
  package mutating func take(_ line: [UInt8]) -> Reply {
    var reply = Reply()
    guard outcome == nil else { return reply }
    switch JSONRPCMessage(line) {
    case nil:
      // Words for people among the messages.
      if line.contains(where: { $0 > 0x20 }) { reply.log = String(decoding: line, as: UTF8.self) + "\n" }
    case .request(let id, let method, let parameters):
      reply.lines.append(answer(id, method, parameters, &reply).line)
    case .notification("session/update", let parameters): hear(parameters, &reply)
    case .notification: break
    // Answers to what we did not ask, or twice to what we did.
    case .answer(let id, _) where id != asked || call == nil, .refusal(let id, _) where id != asked || call == nil:
      break
    case .answer(_, let result): goOn(result, &reply)
    case .refusal(_, let fault): goOn(refused: fault, &reply)
    }
    return reply
  }

  /// Asks the agent to stop; no lines where it has nothing to stop.
  package mutating func cancel() -> Reply {
    var reply = Reply()
    guard call == .prompt, outcome == nil, !isCancelled, let session = account.session else { return reply }
    isCancelled = true
    reply.lines.append(JSONRPCMessage.notification("session/cancel", ["sessionId": .text(session)]).line)
    return reply
  }

  // MARK: - Step by step

  private mutating func goOn(_ result: JSONTree, _ reply: inout Reply) {
    switch call {
    case .initialize:
      guard let version = result["protocolVersion"]?.count, version == Self.version else {
        let told = result["protocolVersion"].map { String(decoding: $0.line, as: UTF8.self).prefix(40) } ?? "none"
        return fail(
          "it speaks version \(told) of the Agent Client Protocol, and here version \(Self.version) is spoken")
      }
      let capabilities = result["agentCapabilities"]
      if capabilities?["loadSession"]?.isTrue == true { resumption = .load }
      if case .object? = capabilities?["sessionCapabilities"]?["resume"] { resumption = .resume }
      signIns = (result["authMethods"]?.elements ?? []).compactMap { ($0["name"] ?? $0["id"])?.text }
      open(&reply)
    case .newSession:
      guard let session = result["sessionId"]?.text else { return fail("it opened a session without a name") }
      account.session = session
      choose(among: result["configOptions"], &reply)
    case .resume, .load:
      account.session = brief.session
      choose(among: result["configOptions"], &reply)
    case .chooseModel: prompt(&reply)
    case .prompt:
      reply.log = message.interruption
      end(result)
    case nil: break
    }
  }

  private mutating func goOn(refused fault: JSONRPCMessage.Fault, _ reply: inout Reply) {
    switch call {
    case .resume, .load:
      reply.log = "[its earlier session is gone: \(fault.message)]\n"
      spentBefore = nil
      newSession(&reply)
    case .initialize, .newSession, .chooseModel, .prompt:
      let isSignedOut = fault.code == Self.isSignedOut
      let ways = isSignedOut && !signIns.isEmpty ? " (ways to sign in: \(signIns.joined(separator: ", ")))" : ""
      fail("it refused \(question): \(fault.message)\(ways)")
    case nil: break
    }
  }

  /// The refusal of an agent that nobody signed in.
  private static let isSignedOut = -32_000

  private mutating func open(_ reply: inout Reply) {
    guard let session = brief.session, let resumption else { return newSession(&reply) }
    ask(
      resumption, ["sessionId": .text(session), "cwd": .text(brief.directory), "mcpServers": []], &reply)
  }

  private mutating func newSession(_ reply: inout Reply) {
    ask(.newSession, ["cwd": .text(brief.directory), "mcpServers": []], &reply)
  }

  /// Chooses the model that is wanted, where the session has such a choice.
  private mutating func choose(among options: JSONTree?, _ reply: inout Reply) {
    guard let model = brief.model, let session = account.session else { return prompt(&reply) }
    let choice = (options?.elements ?? []).first { $0["category"]?.text == "model" }
    let offers = (choice?["options"]?.elements ?? []).flatMap { $0["options"]?.elements ?? [$0] }
    guard let id = choice?["id"]?.text,
      let value = offers.first(where: { $0["value"]?.text == model || $0["name"]?.text == model })?["value"]?.text
    else {
      let names = offers.compactMap { $0["value"]?.text }.prefix(20).joined(separator: ", ")
      return fail("it offers no model \(model)" + (names.isEmpty ? "" : "; it offers \(names)"))
    }
    ask(.chooseModel, ["sessionId": .text(session), "configId": .text(id), "value": .text(value)], &reply)
  }

  private mutating func prompt(_ reply: inout Reply) {
    guard let session = account.session else { return }
    // What was told until now was said in an earlier turn.
    message = ACPMessageText()
    ask(
      .prompt, ["sessionId": .text(session), "prompt": [["type": "text", "text": .text(brief.prompt)]]], &reply)
  }

  private mutating func ask(_ call: Call, _ parameters: JSONTree, _ reply: inout Reply) {
    self.call = call
    asked += 1
    reply.lines.append(JSONRPCMessage.request(asked, call.method, parameters).line)
  }

  mutating func fail(_ reason: String) {
    account.message = message.last
    outcome = .failed(String(reason.prefix(2_000)))
  }
}
