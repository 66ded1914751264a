import CMicroHTTPD
import Synchronization

// What happens on libmicrohttpd's threads, between its callbacks and the handler.
extension Engine {
  /// A call of libmicrohttpd's access handler: once for the head, once per piece of the body, once for its end, once
  /// more after the connection was woken.
  func proceed(
    _ exchange: Exchange, on handle: ConnectionHandle, method: UnsafePointer<CChar>, version: UnsafePointer<CChar>,
    body: UnsafeRawBufferPointer
  ) -> MHD_Result {
    switch exchange.stage {
    case .head:
      return receiveHead(exchange, handle, method, version)
    case .decided(let response):
      return send(.whole(response), exchange, handle, bodyPending: false)
    case .body(let reader, let limit, let received):
      if body.isEmpty { return finishBody(exchange, handle, reader) }
      let (total, overflow) = received.addingReportingOverflow(UInt64(body.count))
      guard !overflow, total <= limit else { return refuseBody(exchange, reader) }
      exchange.stage = .body(reader, limit: limit, received: total)
      reader.consume(body)
      // The reader may have wanted no more.
      return exchange.connection.isStruck ? .NO : .YES
    case .reply:
      guard let answer = exchange.answerOrSuspend(handle) else { return .YES }
      return send(answer, exchange, handle, bodyPending: false)
    case .answered:
      return .YES
    }
  }

  /// libmicrohttpd is done with a request, whatever came of it.
  func complete(_ exchange: Exchange, _ code: MHD_RequestTerminationCode) {
    let stage = exchange.stage
    exchange.stage = .answered
    if case .body(let reader, _, _) = stage { reader.abandon() }
    exchange.close()
    if !exchange.connection.isStruck {
      switch (stage, code) {
      case (.head, .REQUEST_TERMINATED_WITH_ERROR), (.body, .REQUEST_TERMINATED_WITH_ERROR):
        report(.malformedRequest(peer: exchange.connection.peer))
      case (.body, .REQUEST_TERMINATED_CLIENT_ABORT), (.body, .REQUEST_TERMINATED_READ_ERROR):
        report(.clientGone(peer: exchange.connection.peer))
      default:
        break
      }
    }
    exchange.connection.becomeReady(until: Monotonic.now() &+ limits.header)
    exchange.connection.refusePending()
  }

  private func receiveHead(
    _ exchange: Exchange, _ handle: ConnectionHandle, _ method: UnsafePointer<CChar>, _ version: UnsafePointer<CChar>
  ) -> MHD_Result {
    guard
      let head = RequestHead(
        handle, method: String(cString: method), target: exchange.target, version: String(cString: version),
        on: exchange.connection)
    else {
      report(.malformedRequest(peer: exchange.connection.peer))
      return send(.whole(configuration.malformedAnswer), exchange, handle, bodyPending: true, closing: true)
    }
    // The header is complete; before the handler sees it, no deadline of the header may strike any more.
    guard exchange.connection.enter(.readingBody, until: Monotonic.now() &+ limits.body) else { return .NO }
    switch handler.receive(head) {
    case .answer(let response):
      if head.expectsBody { return send(.whole(response), exchange, handle, bodyPending: true) }
      exchange.stage = .decided(response)
      return .YES
    case .read(let limit, let reader):
      guard head.contentLength ?? 0 <= limit else {
        reader.abandon()
        report(.bodyOverLimit(peer: head.peer))
        return send(.whole(configuration.tooLargeAnswer), exchange, handle, bodyPending: true)
      }
      exchange.stage = .body(reader, limit: limit, received: 0)
      return .YES
    }
  }

  private func finishBody(
    _ exchange: Exchange, _ handle: ConnectionHandle, _ reader: any BodyReader
  ) -> MHD_Result {
    // Refused when the body's deadline struck a moment ago: then the client has been told so, and `complete` abandons.
    let deadline = Monotonic.now() &+ limits.reply
    guard exchange.connection.enter(.awaitingReply(exchange), until: deadline) else { return .NO }
    exchange.stage = .reply
    reader.finish(Responder(to: exchange))
    // After `enter`: whoever stops the server has seen the phase and answers, or we see that it stops.
    if stopping.load(ordering: .acquiring) { exchange.deliver(.whole(configuration.stoppingAnswer)) }
    guard let answer = exchange.answerOrSuspend(handle) else { return .YES }
    return send(answer, exchange, handle, bodyPending: false)
  }

  /// The running count has passed the limit. libmicrohttpd takes no answer in the middle of a body, so it goes out raw
  /// and the connection is closed.
  private func refuseBody(_ exchange: Exchange, _ reader: any BodyReader) -> MHD_Result {
    exchange.stage = .answered
    reader.abandon()
    report(.bodyOverLimit(peer: exchange.connection.peer))
    exchange.connection.refuse(with: tooLargeBytes)
    doorkeeper.linger(exchange.connection.socket)
    return .NO
  }

  private func send(
    _ answer: Exchange.Answer, _ exchange: Exchange, _ handle: ConnectionHandle, bodyPending: Bool,
    closing: Bool = false
  ) -> MHD_Result {
    exchange.stage = .answered
    let close = closing || draining.load(ordering: .relaxed)
    switch answer {
    case .whole(let response):
      // Whoever was refused has nothing more to say on this connection.
      let close = close || response.status >= 400
      guard exchange.connection.enter(.sending, until: Monotonic.now() &+ limits.send) else { return .NO }
      if bodyPending { doorkeeper.linger(exchange.connection.socket) }
      return response.queue(on: handle, closing: close)
    case .stream(let stream):
      guard exchange.connection.enter(.streaming(stream), until: .max) else {
        stream.detach()
        return .NO
      }
      stream.attach(exchange.connection)
      if stopping.load(ordering: .acquiring) || close { stream.finish() }
      return stream.queue(on: handle)
    }
  }
}
