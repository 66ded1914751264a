import Doors
import GitHub
import MissionCore
import Synchronization

/// The way to GitHub, with a record of how its last answers were: a revoked token must not be invisible.
package final class ObservedTransport: HTTPTransport {
  /// How things stand with GitHub.
  struct Record: Sendable, Equatable {
    /// When it last answered.
    var answeredAt: Timestamp?
    /// Since when every call was refused for the token's sake, or not answered.
    var refusedSince: Timestamp?
    /// The status of its last answer; 0 without one.
    var status: Int?

    /// Takes a call's end into account.
    mutating func note(_ status: Int?, at now: Timestamp) {
      self.status = status ?? 0
      if status != nil { answeredAt = now }
      refusedSince = status == nil || status == 401 ? refusedSince ?? now : nil
    }
  }

  private let transport: HTTPClient
  private let metrics: Metrics
  private let clock: @Sendable () -> Timestamp
  private let state = Mutex(Record())

  /// A transport that sends through another one.
  init(_ transport: HTTPClient, metrics: Metrics, clock: @escaping @Sendable () -> Timestamp) {
    self.transport = transport
    self.metrics = metrics
    self.clock = clock
  }

  /// How things stand.
  var record: Record { state.withLock { $0 } }

  func send(_ request: HTTPClient.Request) async throws(HTTPClient.Failure) -> HTTPClient.Response {
    do throws(HTTPClient.Failure) {
      let response = try await transport.send(request)
      note(response.status)
      return response
    } catch {
      note(nil)
      throw error
    }
  }

  private func note(_ status: Int?) {
    let now = clock()
    state.withLock { $0.note(status, at: now) }
    metrics.called(status: status)
  }
}
