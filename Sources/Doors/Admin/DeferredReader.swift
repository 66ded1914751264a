import HTTP
import System

/// Takes a request's whole body, which its limit bounds, and hands it with the reply to work beside the server's
/// thread, which must not wait.
final class DeferredReader: BodyReader {
  typealias Work = @Sendable ([UInt8], Responder) async -> Void

  private let background: BackgroundWork
  private let refusal: Response
  private let work: Work
  private var body: [UInt8] = []

  /// - Parameters:
  ///   - background: where the work runs.
  ///   - refusal: the answer where that takes nothing more.
  init(_ background: BackgroundWork, orElse refusal: Response, _ work: @escaping Work) {
    self.background = background
    self.refusal = refusal
    self.work = work
  }

  func consume(_ bytes: UnsafeRawBufferPointer) { body.append(contentsOf: bytes) }

  package func finish(_ reply: Responder) {
    let (work, body) = (work, body)
    guard background.begin({ await work(body, reply) }) else { return reply.send(refusal) }
  }

  func abandon() {}
}
