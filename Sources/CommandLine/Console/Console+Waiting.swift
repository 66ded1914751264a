extension Console {
  /// Runs something that may take long; a person sees the text once it took more than a second.
  package func whileWaiting<Answer: Sendable>(
    _ text: String, _ work: @Sendable () async throws -> Answer
  ) async throws -> Answer {
    guard showsProgress else { return try await work() }
    let console = self
    // It says something once at most, and nothing more when the work has ended.
    let notice = Task {
      try await Task.sleep(for: .seconds(1))
      console.progress(text)
    }
    defer {
      notice.cancel()
      console.progress(nil)
    }
    return try await work()
  }
}
