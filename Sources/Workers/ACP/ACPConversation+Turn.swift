import MissionCore

/// What an agent says and asks while it works, and how its turn ends.
extension ACPConversation {
  /// Answers what the agent asks.
  mutating func answer(_ id: JSONTree, _ method: String, _ parameters: JSONTree, _ reply: inout Reply) -> JSONTree {
    guard method == "session/request_permission" else {
      return JSONRPCMessage.refusal(
        id, JSONRPCMessage.Fault.methodNotFound, "\(method.prefix(100)) is not served here")
    }
    guard !isCancelled, call == .prompt, isOurs(parameters) else {
      return JSONRPCMessage.answer(id, ["outcome": ["outcome": "cancelled"]])
    }
    let options = parameters["options"]?.elements ?? []
    let tool = String(
      (parameters["toolCall"]?["title"] ?? parameters["toolCall"]?["toolCallId"])?.text?.prefix(200) ?? "a tool")
    let chosen = Self.choice(among: options)
    if chosen?.isAllowed != true, account.denials.count < Self.mostDenials { account.denials.append(tool) }
    reply.log = message.interruption + "[\(chosen?.isAllowed == true ? "allowed" : "not allowed"): \(tool)]\n"
    guard let option = chosen?.option else {
      return JSONRPCMessage.answer(id, ["outcome": ["outcome": "cancelled"]])
    }
    return JSONRPCMessage.answer(id, ["outcome": ["outcome": "selected", "optionId": .text(option)]])
  }

  private static let mostDenials = 20

  /// The permission with the narrowest reach, else such a refusal; nil where neither is offered.
  private static func choice(among options: [JSONTree]) -> (option: String, isAllowed: Bool)? {
    for (kind, isAllowed) in [
      ("allow_once", true), ("allow_always", true), ("reject_once", false), ("reject_always", false),
    ] {
      if let option = options.first(where: { $0["kind"]?.text == kind })?["optionId"]?.text {
        return (option, isAllowed)
      }
    }
    return nil
  }

  /// Hears how the work goes on.
  mutating func hear(_ parameters: JSONTree, _ reply: inout Reply) {
    guard isOurs(parameters), let update = parameters["update"] else { return }
    if update["sessionUpdate"]?.text == "usage_update" { return hearCost(update["cost"]) }
    // A session that is gone on with may tell all that was said in it.
    guard call == .prompt else { return }
    switch update["sessionUpdate"]?.text {
    case "agent_message_chunk":
      guard let text = update["content"]?["text"]?.text else { return }
      reply.log = message.add(text, of: update["messageId"]?.text)
    case "tool_call":
      reply.log = message.interruption + "[tool: \(update["title"]?.text?.prefix(300) ?? "without a name")]\n"
    case "tool_call_update" where update["status"]?.text == "failed":
      reply.log =
        message.interruption + "[tool failed: \((update["title"] ?? update["toolCallId"])?.text?.prefix(300) ?? "")]\n"
    case "agent_thought_chunk", "plan", "tool_call_update": reply.log = message.interruption
    case .some, nil: break
    }
  }

  /// The turn is over.
  mutating func end(_ result: JSONTree) {
    account.message = message.last
    if let usage = result["usage"] {
      let read = ["inputTokens", "cachedReadTokens", "cachedWriteTokens"].compactMap { usage[$0]?.count }
      if !read.isEmpty { account.usage.inputTokens = read.reduce(0, +) }
      account.usage.outputTokens = usage["outputTokens"]?.count
    }
    switch result["stopReason"]?.text {
    case "end_turn": outcome = .done
    case "max_tokens": fail("it wrote as much as it may in one turn and stopped (max_tokens)")
    case "max_turn_requests": fail("it asked its model as often as it may in one turn and stopped (max_turn_requests)")
    case "refusal": fail("it refuses to do this (refusal)" + (message.last.map { ": \($0.prefix(500))" } ?? ""))
    case "cancelled": fail("its turn was cancelled (cancelled)")
    case let other: fail("its turn ended for a reason that is not known (\(other?.prefix(60) ?? "none was told"))")
    }
  }

  private mutating func hearCost(_ cost: JSONTree?) {
    guard let amount = cost?["amount"]?.number, amount.isFinite, amount >= 0, cost?["currency"]?.text == "USD" else {
      return
    }
    account.sessionCost = amount
    if call == .prompt {
      account.usage.costUSD = max(0, amount - (spentBefore ?? 0))
    } else {
      spentBefore = max(amount, spentBefore ?? 0)
    }
  }

  private func isOurs(_ parameters: JSONTree) -> Bool {
    let session = call == .load || call == .resume ? brief.session : account.session
    return session != nil && parameters["sessionId"]?.text == session
  }
}
