import GitHub
import HTTP

/// Reads one delivery's body: the signature over the raw bytes while they arrive; nothing is parsed before the
/// signature has held.
///
/// Belongs to one request and to the server's thread.
final class DeliveryReader: BodyReader {
  private let intake: DeliveryIntake
  private let head: WebhookHead
  private let largeBodies: LargeBodies
  private let request: OpenBody
  private let start = ContinuousClock.now
  private var place: LargeBodies.Place?
  private var isRefused = false
  private let keys: SignatureKeys
  private let verifier: SignatureVerifier
  private var body: DeliveryBody
  private var size = 0
  private var checking = Duration.zero

  init(
    _ head: WebhookHead, announced: UInt64?, request: OpenBody, largeBodies: LargeBodies, intake: DeliveryIntake
  ) {
    self.intake = intake
    self.head = head
    self.request = request
    self.largeBodies = largeBodies
    keys = intake.keys
    verifier = SignatureVerifier(keys: keys)
    body = DeliveryBody(directory: intake.directory, announced: announced)
  }

  func consume(_ bytes: UnsafeRawBufferPointer) {
    size += bytes.count
    guard !isRefused, hasPlace() else { return }
    let start = ContinuousClock.now
    verifier.update(bytes)
    checking += .now - start
    body.append(bytes)
  }

  /// Whether the body is small so far, or has a place among the large ones. Without one it is refused.
  private func hasPlace() -> Bool {
    guard size > DeliveryBody.gatheringLimit else { return true }
    if let place {
      place.note(size)
      return true
    }
    let refusal = WebhookRefusal(.busy, delivery: head.delivery)
    place = largeBodies.take(for: head.peer, received: size, since: start) { [intake, request, head] in
      if request.giveWay(with: refusal.outcome.response(delivery: head.delivery)) {
        _ = intake.turnAway(refusal, peer: head.peer)
      }
    }
    if place == nil {
      isRefused = true
      request.refuse(with: intake.turnAway(refusal, peer: head.peer))
    }
    return place != nil
  }

  package func finish(_ reply: Responder) {
    place?.complete()
    let start = ContinuousClock.now
    let verdict = verifier.finish(head.claim)
    let end = ContinuousClock.now
    intake.metrics.webhookBodyRead(bytes: size, verifying: checking + (end - start))
    let delivery = Delivery(
      head: head, identity: verifier.identity, size: size, place: place, received: end, reply: reply)
    switch verdict {
    case .valid(let secret):
      intake.noteSignature(head, keys, secret: secret)
      handOver(delivery)
    case .mismatch: intake.refuse(delivery, .signatureWrong)
    case .missing: intake.refuse(delivery, .signatureMissing)
    case .sha1Only: intake.refuse(delivery, .signatureOutdated)
    case .malformed: intake.refuse(delivery, .signatureMalformed)
    }
  }

  func abandon() {}

  private func handOver(_ delivery: Delivery) {
    let kept: DeliveryBody.Kept
    do {
      kept = try body.finish()
    } catch {
      intake.fail(delivery, error)
      return
    }
    intake.takeIn(delivery, kept)
  }
}
