/// Answers a finished request, once.
///
/// One that is let go without an answer answers 500, so that no client waits for nothing.
package final class Responder: Sendable {
  private let exchange: Exchange

  init(to exchange: Exchange) {
    self.exchange = exchange
  }

  deinit {
    exchange.deliver(.whole(.json(500, #"{"error":"no answer"}"#)))
  }

  /// Answers, from any thread. Only the first answer counts; one for a client that has gone is dropped.
  package func send(_ response: Response) {
    exchange.deliver(.whole(response))
  }

  /// Answers with a body that is written bit by bit and has no announced length, for server-sent events.
  ///
  /// Nothing reaches the client if an answer was given before; the stream then says it is closed.
  ///
  /// - Parameter capacity: how many bytes may wait for a client that reads slowly; one that falls further behind is
  ///   cut off.
  package func stream(
    status: Int = 200, headers: [(name: String, value: String)] = [], capacity: Int = 1 << 20
  ) -> ResponseStream {
    let stream = ResponseStream(status: status, headers: headers, capacity: capacity)
    if !exchange.deliver(.stream(stream)) { stream.finish() }
    return stream
  }
}
