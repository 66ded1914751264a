package import HTTP

extension WebhookOutcome {
  /// The place in the list of all cases.
  fileprivate var position: Int { Self.positions[self] ?? 0 }

  private static let positions = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($0.element, $0.offset) })
}

extension Metrics {
  /// How many requests had this outcome.
  package func count(of outcome: WebhookOutcome) -> UInt64 {
    var count: UInt64 = 0
    update { count = $0.answers[outcome.position] }
    return count
  }

  /// How many requests were refused for their signature.
  package var refusedSignatures: Int {
    let outcomes: [WebhookOutcome] = [.signatureMissing, .signatureOutdated, .signatureMalformed, .signatureWrong]
    return outcomes.reduce(0) { $0 + Int(count(of: $1)) }
  }

  /// How many requests had a valid signature.
  package var heldSignatures: Int {
    var count: UInt64 = 0
    update { $0.secretMatches.byName.forEach { count += $0.count } }
    return Int(count)
  }

  /// How many deliveries GitHub made that had not arrived.
  package var missedDeliveries: Int {
    var count = 0.0
    update { count = $0[.missed].total }
    return Int(count)
  }

  /// A request to the public listener has its answer.
  package func webhookAnswered(_ outcome: WebhookOutcome) {
    update { $0.answers[outcome.position] += 1 }
  }

  /// What the server of the public listener decided by itself.
  package func observed(_ event: ServerEvent) {
    switch event {
    case .bodyOverLimit: webhookAnswered(.tooLarge)
    case .headerDeadlinePassed, .bodyDeadlinePassed: webhookAnswered(.tooSlow)
    case .malformedRequest: webhookAnswered(.malformedRequest)
    case .clientGone: webhookAnswered(.clientGone)
    // Counted by the server itself, see `listener(_:_:)`.
    case .connectionRefused, .connectionCrowdedOut, .idleConnectionClosed, .replyDeadlinePassed, .sendDeadlinePassed:
      break
    }
  }

  /// What a server has counted, for the page; `name` is `public` or `admin`.
  package func listener(_ name: String, _ counters: ServerCounters) {
    update { state in
      state[.connections].set(Double(counters.connectionsOpen), name)
      state[.accepted].set(Double(counters.connectionsAccepted), name)
      state[.refused].set(Double(counters.connectionsRefused + counters.connectionsCrowdedOut), name)
      state[.deadlines].set(Double(counters.headerDeadlines), name, "header")
      state[.deadlines].set(Double(counters.bodyDeadlines), name, "body")
      state[.deadlines].set(Double(counters.replyDeadlines), name, "reply")
      state[.deadlines].set(Double(counters.sendDeadlines), name, "send")
    }
  }

  /// A body is whole and its signature has been judged.
  func webhookBodyRead(bytes: Int, verifying: Duration) {
    update { state in
      state.bodyBytes += UInt64(clamping: bytes)
      state[.verification].observe(verifying)
    }
  }

  /// A signature was valid for the secret at this place.
  func signatureHeld(secret: Int) {
    update { $0.secretMatches.count(secret) }
  }

  /// From now on the secrets at their places have these fingerprints; what was counted stays with the former ones.
  package func secretsTaken(_ fingerprints: [String]) {
    update { $0.secretMatches.rename(fingerprints) }
  }

  /// A delivery of this event was not of use.
  func webhookIgnored(event: String) {
    update { $0[.ignored].add(1, EventNames.bounded(event)) }
  }

  /// A delivery was stored, so long after its body was whole.
  func webhookStored(after duration: Duration) {
    update { $0[.acceptance].observe(duration) }
  }
}
