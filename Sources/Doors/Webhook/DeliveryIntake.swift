import Dispatch
import GitHub
import HTTP
import MissionCore
import MissionStore
import Redis
import Synchronization

/// What happens to a delivery whose signature has held: look at it, store it, answer.
final class DeliveryIntake: Sendable {
  let directory: String
  let metrics: Metrics
  let secretUsage = SecretUsage()
  private let currentKeys: Mutex<SignatureKeys>
  private let acceptor: any SignalAcceptor
  private let wallClock: @Sendable () -> Timestamp
  private let notify: @Sendable (WebhookNotice) -> Void
  /// Looking through 25 MiB takes a tenth of a second, and the server's thread carries everybody else meanwhile. One
  /// after the other: two at once would only take twice the memory. A queue, because a thread is needed only then.
  private let largeBodies = DispatchQueue(label: "signalbox.large-bodies")

  init(
    keys: SignatureKeys, directory: String, acceptor: any SignalAcceptor, metrics: Metrics,
    wallClock: @escaping @Sendable () -> Timestamp, notify: @escaping @Sendable (WebhookNotice) -> Void
  ) {
    currentKeys = Mutex(keys)
    self.directory = directory
    self.acceptor = acceptor
    self.metrics = metrics
    self.wallClock = wallClock
    self.notify = notify
  }

  /// What deliveries that begin now are checked with.
  var keys: SignatureKeys { currentKeys.withLock { $0 } }

  /// Deliveries that begin from now on are checked with these; the others keep theirs.
  func replaceKeys(_ keys: SignatureKeys) { currentKeys.withLock { $0 = keys } }

  /// A delivery's signature was valid for the secret at this place.
  func noteSignature(_ head: WebhookHead, _ keys: SignatureKeys, secret: Int) {
    metrics.signatureHeld(secret: secret)
    secretUsage.noteUse(of: keys.fingerprints[secret], by: head.hook, at: wallClock())
  }

  /// Looks at a body, stores it if it is of use, and answers: now or later.
  func takeIn(_ delivery: Delivery, _ kept: DeliveryBody.Kept) {
    switch kept {
    case .raw(let bytes):
      var inspection = PayloadInspection(delivery.head.encoding)
      bytes.withUnsafeBytes { inspection.feed($0) }
      decide(delivery, inspection.finish(), raw: bytes) { () throws(BodyError) in
        try CompressedBody(compressing: bytes)
      }
    case .packed(let body):
      largeBodies.async { self.takeInLarge(delivery, body) }
    }
  }

  /// Answers a request that goes no further.
  func refuse(_ delivery: Delivery, _ outcome: WebhookOutcome) {
    answer(delivery, outcome)
    notify(.refused(outcome, delivery: delivery.head.delivery, peer: delivery.head.peer))
  }

  /// Answers a delivery whose body could not be kept.
  func fail(_ delivery: Delivery, _ error: BodyError) {
    answer(delivery, .bodyNotKept)
    notify(.bodyFailed(error, delivery: delivery.head.delivery))
  }

  /// Answers and counts a request that was turned away by its head.
  func turnAway(_ refusal: WebhookRefusal, peer: String) -> Response {
    metrics.webhookAnswered(refusal.outcome)
    notify(.refused(refusal.outcome, delivery: refusal.delivery, peer: peer))
    return refusal.outcome.response(delivery: refusal.delivery)
  }

  private func takeInLarge(_ delivery: Delivery, _ body: CompressedBody) {
    var inspection = PayloadInspection(delivery.head.encoding)
    let chunks = body.decompressedChunks()
    do {
      while let chunk = try chunks.next() { chunk.withUnsafeBytes { inspection.feed($0) } }
    } catch {
      fail(delivery, error)
      return
    }
    decide(delivery, inspection.finish(), raw: nil) { () throws(BodyError) in body }
  }

  private func decide(
    _ delivery: Delivery, _ finding: PayloadInspection.Finding, raw: [UInt8]?,
    body: () throws(BodyError) -> CompressedBody
  ) {
    switch finding {
    case .notObject: refuse(delivery, .notObject)
    case .notOnePayload: refuse(delivery, .notOnePayload)
    case .object(let action):
      if delivery.head.event == "ping" {
        pong(delivery, raw)
      } else if WebhookDecoder.isUsed(event: delivery.head.event, action: action) {
        do {
          store(delivery, action: action, body: try body())
        } catch {
          fail(delivery, error)
        }
      } else {
        metrics.webhookIgnored(event: delivery.head.event)
        answer(delivery, .ignored)
      }
    }
  }

  private func pong(_ delivery: Delivery, _ raw: [UInt8]?) {
    answer(delivery, .pong)
    // A ping has a few kB; whatever is larger says nothing about a hook.
    guard let raw, let facts = try? WebhookDecoder.ping(in: raw, encoding: delivery.head.encoding) else { return }
    notify(.hook(facts, faults: HookFault.all(of: facts), delivery: delivery.head.delivery, peer: delivery.head.peer))
  }

  private func store(_ delivery: Delivery, action: String?, body: CompressedBody) {
    let head = delivery.head
    let signal = Signal(
      kind: .delivery, id: head.delivery, hook: head.hook, digest: delivery.identity,
      fields: [
        StreamEntry.Field("event", head.event), StreamEntry.Field("action", action ?? ""),
        StreamEntry.Field("encoding", head.encoding == .form ? "form" : "json"),
        StreamEntry.Field("received", String(wallClock().milliseconds)),
      ],
      body: body)
    acceptor.accept(signal) { self.conclude(delivery, action: action, $0) }
  }

  private func conclude(_ delivery: Delivery, action: String?, _ result: Result<Acceptance, RedisError>) {
    let head = delivery.head
    switch result {
    case .success(.new(let entry)):
      metrics.webhookStored(after: .now - delivery.received)
      answer(delivery, .accepted)
      notify(.accepted(delivery: head.delivery, event: head.event, action: action, entry: entry))
    case .success(.duplicate):
      answer(delivery, .duplicate)
    case .success(.conflict(let entry)):
      answer(delivery, .conflict)
      notify(
        .suspicious(delivery: head.delivery, hook: head.hook, event: head.event, peer: head.peer, entry: entry))
    case .success(.full(let length)):
      answer(delivery, .storeFull)
      notify(.storeFull(length: length, delivery: head.delivery))
    case .failure(let error):
      answer(delivery, WebhookOutcome(error))
      notify(.storeFailed(error, delivery: head.delivery))
    }
  }

  private func answer(_ delivery: Delivery, _ outcome: WebhookOutcome) {
    metrics.webhookAnswered(outcome)
    delivery.reply.send(outcome.response(delivery: delivery.head.delivery))
  }
}

extension WebhookOutcome {
  /// How a failure of the store is counted and answered.
  init(_ error: RedisError) {
    switch error {
    case .tooSlow: self = .storeTooSlow
    case .serverError, .unexpectedReply, .versionTooOld: self = .storeRefused
    case .unavailable, .connectionLost, .overloaded, .closed: self = .storeUnavailable
    }
  }
}
