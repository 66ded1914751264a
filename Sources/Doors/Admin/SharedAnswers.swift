import Synchronization

/// Makes answers that take work, a few at once; who asks the same meanwhile gets the same.
///
/// An answer of the last second is given again only while others are being made: whoever asks alone sees what stands
/// now, and a crowd costs no more than its different questions.
actor SharedAnswers<Answer: Sendable> {
  /// How long an answer is good enough for a crowd.
  private static var freshness: Duration { .seconds(1) }

  private struct Kept {
    let answer: Answer
    let since: ContinuousClock.Instant
  }

  private let width: Int
  private let capacity: Int
  private let now: @Sendable () -> ContinuousClock.Instant
  private var kept: [String: Kept] = [:]
  private(set) var flights: [String: [CheckedContinuation<Answer?, Never>]] = [:]
  private var running = 0
  private var queue: [CheckedContinuation<Void, Never>] = []

  /// - Parameters:
  ///   - width: how many answers are made at once.
  ///   - capacity: how many different questions may wait for their turn.
  init(
    width: Int = 4, capacity: Int = 256, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    self.width = width
    self.capacity = capacity
    self.now = now
  }

  /// The answer to a question; nil where too many different ones wait.
  func answer(to question: String, _ make: @Sendable () async -> Answer) async -> Answer? {
    if running > 0, let last = kept[question], last.since.duration(to: now()) < Self.freshness { return last.answer }
    if flights[question] != nil {
      return await withCheckedContinuation { flights[question]?.append($0) }
    }
    guard queue.count < capacity else { return nil }
    flights[question] = []
    await takeTurn()
    let answer = await make()
    passTurn()
    kept[question] = Kept(answer: answer, since: now())
    for waiting in flights.removeValue(forKey: question) ?? [] { waiting.resume(returning: answer) }
    return answer
  }

  private func takeTurn() async {
    guard running >= width else {
      running += 1
      return
    }
    await withCheckedContinuation { queue.append($0) }
  }

  /// The turn goes to who waits longest; where nobody does, what was kept for a crowd is let go.
  private func passTurn() {
    if !queue.isEmpty { return queue.removeFirst().resume() }
    running -= 1
    let now = now()
    kept = running == 0 ? [:] : kept.filter { $0.value.since.duration(to: now) < Self.freshness }
  }
}
