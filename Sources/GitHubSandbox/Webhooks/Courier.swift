import FoundationEssentials
import GitHub
import Synchronization

/// Carries deliveries to their hooks: one after the other, in order, each once, with GitHub's ten seconds of patience.
final class Courier: Sendable {
  private let client: HTTPClient
  private let queue: AsyncStream<OutgoingDelivery>.Continuation
  private let work: Task<Void, Never>

  /// How long a receiver may take; at GitHub ten seconds.
  ///
  /// - Parameter report: hears what became of each delivery.
  init(
    patience: Duration = .seconds(10), report: @escaping @Sendable (Int, DeliveryRecord.Outcome) -> Void
  ) {
    let client = HTTPClient(configuration: .init(connectTimeout: patience, usesEnvironmentProxy: false))
    let (stream, queue) = AsyncStream.makeStream(of: OutgoingDelivery.self)
    self.client = client
    self.queue = queue
    // The sandbox starts in an initialiser; `stop` cancels this and waits for its end.
    work = Task {
      for await delivery in stream {
        report(delivery.id, await Self.carry(delivery, with: client, patience: patience))
      }
    }
  }

  /// Takes a delivery; returns at once.
  func send(_ delivery: OutgoingDelivery) { queue.yield(delivery) }

  /// Lets go of everything that has not been delivered yet.
  func stop() async {
    queue.finish()
    work.cancel()
    await work.value
    client.close()
  }

  private static func carry(
    _ delivery: OutgoingDelivery, with client: HTTPClient, patience: Duration
  ) async -> DeliveryRecord.Outcome {
    var headers = HTTPClient.Headers()
    for (name, value) in delivery.headers { headers.append(name, value) }
    let request = HTTPClient.Request(
      .post, delivery.url, headers: headers, body: Data(delivery.body), timeout: patience, responseLimit: 1 << 20)
    let clock = ContinuousClock()
    let start = clock.now
    do {
      let response = try await client.send(request)
      let duration = clock.now - start
      return .answered(
        status: response.status, body: String(decoding: response.body, as: UTF8.self),
        seconds: duration / .seconds(1))
    } catch {
      return .failed(reason: reason(error))
    }
  }

  /// The words of GitHub's delivery log.
  private static func reason(_ failure: HTTPClient.Failure) -> String {
    switch failure {
    case .timedOut: "timed out"
    case .cannotResolve, .connectionFailed: "failed to connect to host"
    case .tls: "Peer certificate cannot be authenticated with given CA certificates"
    case .cancelled, .closed: "sandbox stopped"
    case .invalidRequest: "invalid url"
    case .responseTooLarge, .interrupted, .malformedResponse, .other: "network error"
    }
  }
}
