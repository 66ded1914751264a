extension SignalIntake {
  /// Bounds of what is accepted and for how long it is remembered.
  package struct Limits: Sendable {
    /// How many entries a town's stream may hold, unless somebody says otherwise.
    package static let usualHighWaterMark = 100_000

    /// How long a GUID is remembered. GitHub redelivers for three days; eight leave room for a long weekend.
    package var memory: Duration
    /// How many entries the stream may hold before everything is `.full`.
    package var highWaterMark: Int
    /// How long a request may take before it is `.tooSlow`. GitHub waits ten seconds.
    package var deadline: Duration
    /// The largest packed body that goes into the stream's entry; a larger one has a key of its own, so that reading
    /// several entries at once takes little memory.
    package var inlineBody: Int

    /// Limits that suit the receiver.
    package init(
      memory: Duration = .seconds(8 * 86_400), highWaterMark: Int = Limits.usualHighWaterMark,
      deadline: Duration = .seconds(5), inlineBody: Int = 128 << 10
    ) {
      self.memory = memory
      self.highWaterMark = highWaterMark
      self.deadline = deadline
      self.inlineBody = inlineBody
    }
  }
}
