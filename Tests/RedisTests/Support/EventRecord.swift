import System

@testable import Redis

/// The events of a private Redis, to be waited for.
final class EventRecord: Sendable {
  private let stream: AsyncStream<PrivateRedis.Event>
  private let continuation: AsyncStream<PrivateRedis.Event>.Continuation
  private let all = Guarded<[PrivateRedis.Event]>([])

  init() { (stream, continuation) = AsyncStream.makeStream() }

  func put(_ event: PrivateRedis.Event) {
    all.withLock { $0.append(event) }
    continuation.yield(event)
  }

  var events: [PrivateRedis.Event] { all.withLock { $0 } }

  /// The next event that has not been waited for and matches; bounded by the test's time limit.
  func first<Value>(_ match: (PrivateRedis.Event) -> Value?) async -> Value? {
    for await event in stream {
      if let value = match(event) { return value }
    }
    return nil
  }

  /// The pid of the next server that answers.
  func nextReady() async -> Int32? {
    await first { if case .ready(let pid) = $0 { pid } else { nil } }
  }
}
