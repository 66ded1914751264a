import HTTP

/// Takes a request's whole body, which its limit bounds, and hands it with the reply to a task.
final class DeferredBodyReader: BodyReader {
  private let work: @Sendable ([UInt8], Reply) async -> Void
  private var body: [UInt8] = []

  init(_ work: @escaping @Sendable ([UInt8], Reply) async -> Void) { self.work = work }

  func consume(_ bytes: UnsafeRawBufferPointer) { body.append(contentsOf: bytes) }

  package func finish(_ reply: Reply) {
    let (work, body) = (work, body)
    Task { await work(body, reply) }
  }

  func abandon() {}
}
