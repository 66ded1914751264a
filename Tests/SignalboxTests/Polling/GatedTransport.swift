import GitHub
import Synchronization

/// Sends requests on, and can be told to hold one back for a while.
final class GatedTransport: HTTPTransport {
  private struct State {
    /// What the address of the request to be held contains.
    var part: String?
    var held: CheckedContinuation<Void, Never>?
    var sent: [String] = []
    var refusal: Refusal?
    /// How long an answer is waited for; nil for as long as whoever asks waits.
    var patience: Duration?
  }

  /// What is answered instead of being sent.
  private struct Refusal {
    let part: String
    var skipped: Int
    var count: Int
    let status: Int
  }

  private let transport: any HTTPTransport
  private let state = Mutex(State())

  init(_ transport: any HTTPTransport) { self.transport = transport }

  /// Holds back the next request to an address with this in it, until ``open()``.
  func hold(_ part: String) { state.withLock { $0.part = part } }

  /// Answers so many requests to addresses with this in them by a status, after some that are sent.
  func refuse(_ part: String, after skipped: Int, count: Int, status: Int) {
    state.withLock { $0.refusal = Refusal(part: part, skipped: skipped, count: count, status: status) }
  }

  /// From now on waits for an answer at most so long, in real time; nil for as long as whoever asks.
  func wait(atMost patience: Duration?) { state.withLock { $0.patience = patience } }

  /// Whether a request is held back.
  var isHolding: Bool { state.withLock { $0.held != nil } }

  /// How many requests to addresses with this in them were made, the one that is held included.
  func count(_ part: String) -> Int { state.withLock { $0.sent.count { $0.contains(part) } } }

  /// Lets the held request go on.
  func open() {
    let held = state.withLock { state in
      defer { state.held = nil }
      return state.held
    }
    held?.resume()
  }

  func send(_ request: HTTPClient.Request) async throws(HTTPClient.Failure) -> HTTPClient.Response {
    let isHeld = state.withLock { state in
      state.sent.append(request.url)
      guard let part = state.part, request.url.contains(part) else { return false }
      state.part = nil
      return true
    }
    if isHeld { await withCheckedContinuation { held in state.withLock { $0.held = held } } }
    if let status = takeRefusal(of: request.url) { return .init(status: status) }
    var request = request
    if let patience = state.withLock({ $0.patience }) { request.timeout = min(request.timeout, patience) }
    return try await transport.send(request)
  }

  private func takeRefusal(of url: String) -> Int? {
    state.withLock { state in
      guard let refusal = state.refusal, url.contains(refusal.part), refusal.count > 0 else { return nil }
      guard refusal.skipped == 0 else {
        state.refusal?.skipped -= 1
        return nil
      }
      state.refusal?.count -= 1
      return refusal.status
    }
  }
}
