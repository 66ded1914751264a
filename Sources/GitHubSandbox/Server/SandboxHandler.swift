import HTTP
import MissionCore
import Synchronization

/// The server's side of a sandbox: reads a request's body and has it served.
struct SandboxHandler: RequestHandler {
  let shared: SandboxShared
  let courier: Courier
  let clock: @Sendable () -> Timestamp

  /// The longest body a request may have: GitHub's own limit for webhooks, which is far beyond any call.
  static let bodyLimit: UInt64 = 26_214_400

  func receive(_ head: RequestHead) -> Admission {
    .read(limit: Self.bodyLimit, into: Reader(head: head, handler: self))
  }

  /// Collects one request's body.
  private final class Reader: BodyReader {
    private let head: RequestHead
    private let handler: SandboxHandler
    private var body: [UInt8] = []

    init(head: RequestHead, handler: SandboxHandler) {
      self.head = head
      self.handler = handler
    }

    func consume(_ bytes: UnsafeRawBufferPointer) { body += bytes }

    func finish(_ reply: Responder) {
      handler.serve(
        APIRequest(head.method, head.path, query: head.query, headers: head.headers, body: body), reply: reply)
    }

    func abandon() {}
  }

  private func serve(_ request: APIRequest, reply: Responder) {
    // Under the lock also the handing over to the courier, so that deliveries keep the order of their causes.
    let handling = shared.core.withLock { core in
      let handling = core.handle(request, at: clock())
      for delivery in core.takeOutgoing() { courier.send(delivery) }
      return handling
    }
    switch handling {
    case .answer(let response):
      reply.send(Response(status: response.status, headers: response.headers, body: response.body))
    case .late(let response, let milliseconds):
      // Nobody waits for it here: it ends with its reply.
      Task {
        try? await Task.sleep(for: .milliseconds(milliseconds))
        reply.send(Response(status: response.status, headers: response.headers, body: response.body))
      }
    case .never: shared.keepUnanswered(reply)
    }
  }
}
