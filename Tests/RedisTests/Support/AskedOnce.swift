import System
import Testing

@testable import Redis

/// What a completion was told; a second answer is an issue.
final class AskedOnce: Sendable {
  typealias Answer = Result<RedisReply, RedisError>

  private struct State {
    var answer: Answer?
    var waiting: CheckedContinuation<Answer, Never>?
  }

  private let state = Guarded(State())

  func answer(_ answer: Answer) {
    let waiting = state.withLock { state in
      if state.answer != nil { Issue.record("answered twice") }
      state.answer = answer
      defer { state.waiting = nil }
      return state.waiting
    }
    waiting?.resume(returning: answer)
  }

  func value() async -> Answer {
    await withCheckedContinuation { continuation in
      let answer = state.withLock { state in
        if state.answer == nil { state.waiting = continuation }
        return state.answer
      }
      if let answer { continuation.resume(returning: answer) }
    }
  }
}
