import CommandLine
package import MissionCore
import MissionStore
import Redis

extension Town {
  /// How long the clerk has to answer.
  package static let patience = Duration.seconds(20)
  /// How long Redis is left alone when it was away.
  private static let pauseOfInterruption = Duration.milliseconds(100)

  /// Puts a command into the stream and waits for the clerk's receipt. A refusal is thrown.
  ///
  /// - Parameter patience: how long the clerk has to answer.
  package func send(_ command: Command, within patience: Duration = patience) async throws -> Receipt {
    let isServed = try await store.leaseHolder() != nil
    let isKept = try await isServed ? true : isKept(command)
    guard isKept else { throw CommandFailure.nothingServes(configuration) }
    let id = Identifier<Receipt>.random
    let signal = try command.signal(id: id)
    try await insisting(until: .now.advanced(by: patience)) { try await accept(signal) }
    guard isServed else { return try await hope(for: id.text) }
    guard let receipt = try await receipt(id.text, timeout: patience) else {
      throw CommandFailure(
        .unconfirmed, "the command was accepted, but not confirmed in \(patience.components.seconds) s",
        hint: "it is carried out once the service gets to it; look before you repeat it")
    }
    return receipt
  }

  /// Whether a command may wait for somebody to serve the town: it may where `mission dispatch --once` runs now and
  /// then over a Redis that stays. Elsewhere it would wait in the stream and surprise somebody later. An agent's
  /// question for work never waits: nobody would be listening to the answer.
  private func isKept(_ command: Command) async throws -> Bool {
    guard case .external = configuration.store else { return false }
    if case .taskNext = command { return false }
    return try await store.lastRound() != nil
  }

  /// A round may just have begun and take it; otherwise the next one does.
  private func hope(for id: String) async throws -> Receipt {
    if let receipt = try await receipt(id, timeout: .seconds(2)) { return receipt }
    throw CommandFailure(
      .unconfirmed, "the command was accepted, but nobody serves the town just now",
      hint: "the next 'signalbox mission dispatch --once' carries it out; do not repeat it")
  }

  /// Waits for a receipt; nil if none came in time. A refusal is thrown.
  package func receipt(_ id: String, timeout: Duration) async throws -> Receipt? {
    let deadline = ContinuousClock.now.advanced(by: timeout)
    let json = try await insisting(until: deadline) {
      let rest = max(.zero, ContinuousClock.now.duration(to: deadline))
      return try await store.waitForReceipt(id, timeout: rest, blocks: !sharesConnection)
    }
    guard let json else { return nil }
    let receipt = try Receipt(json: json)
    if case .refused(let refusal) = receipt { throw refusal }
    return receipt
  }

  /// Asks again while Redis is away, which may be a moment of its restart. A signal counts once under its identity
  /// however often it is sent, and whether the first try was stored, or carried out, only Redis can tell.
  private func insisting<Answer>(
    until deadline: ContinuousClock.Instant, _ ask: () async throws -> Answer
  ) async throws -> Answer {
    while true {
      do {
        return try await ask()
      } catch  where error.redisFailure?.isInterruption ?? false {
        guard ContinuousClock.now < deadline else {
          throw CommandFailure(
            .unconfirmed, "the command was sent, but not confirmed: \(error)",
            hint: "it may be carried out; look before you repeat it")
        }
        try await Task.sleep(for: Self.pauseOfInterruption)
      }
    }
  }

  private func accept(_ signal: Signal) async throws {
    switch try await SignalIntake(over: connection, keys: keys).accept(signal) {
    case .new, .duplicate: break
    case .full(let length):
      throw CommandFailure(
        .unavailable, "\(length) signals wait already", hint: "the service is behind; see 'signalbox delivery list'")
    case .conflict: throw CommandFailure(.failure, "the command's identity is taken", hint: "try again")
    }
  }
}

extension Identifier {
  /// A new one that nobody can guess.
  package static var random: Self {
    var generator = SystemRandomNumberGenerator()
    return Self(high: generator.next(), low: generator.next())
  }
}
