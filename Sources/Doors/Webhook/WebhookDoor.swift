package import GitHub
package import HTTP
package import MissionCore
import Synchronization

/// The public door: GitHub's deliveries at `POST /webhooks/github`, and nothing else.
///
/// Whatever can be decided by the head is decided before a byte of the body is read. Nothing is acknowledged before the
/// store has it.
package final class WebhookDoor: RequestHandler {
  /// The one path, exactly as it must be written; a query is allowed and ignored.
  package static let path = "/webhooks/github"
  /// GitHub sends no larger payloads: 25 MiB, in bytes.
  package static let bodyLimit: UInt64 = 26_214_400

  private let intake: DeliveryIntake
  private let largeBodies: LargeBodies
  private let isStopping = Atomic(false)

  /// A door that lets in what is signed with one of the keys.
  ///
  /// - Parameters:
  ///   - keys: the hook's secrets.
  ///   - acceptor: where deliveries are stored.
  ///   - directory: where large bodies wait as unlinked temporary files; it must exist.
  ///   - metrics: where everything is counted.
  ///   - largestCrowd: how many bodies over 64 KiB may be on their way at once; each takes some 2 MiB of memory.
  ///   - largestShare: how many of them may come from one address.
  ///   - wallClock: tells when a delivery came.
  ///   - notify: is told what an operator may want to know, on the threads of the server and of the store; it must not
  ///     block.
  package init(
    keys: SignatureKeys, acceptor: any SignalAcceptor, directory: String, metrics: Metrics, largestCrowd: Int = 64,
    largestShare: Int = 16,
    wallClock: @escaping @Sendable () -> Timestamp,
    notify: @escaping @Sendable (WebhookNotice) -> Void = { _ in }
  ) {
    intake = DeliveryIntake(
      keys: keys, directory: directory, acceptor: acceptor, metrics: metrics, wallClock: wallClock, notify: notify)
    largeBodies = LargeBodies(limit: largestCrowd, limitPerAddress: largestShare)
  }

  /// What was noticed about secrets and hooks.
  package var secretUsage: SecretUsage { intake.secretUsage }

  /// From now on deliveries are checked with these keys. Those that are being read keep theirs, so that a rotation
  /// refuses nothing that was let in before.
  package func replaceKeys(_ keys: SignatureKeys) { intake.replaceKeys(keys) }

  /// From now on deliveries are answered 503: GitHub is told so at once instead of waiting for a closed port. What is
  /// on its way is finished. Call it right before the server drains.
  package func beginStopping() {
    isStopping.store(true, ordering: .relaxed)
  }

  /// Turns a request away by its head, or reads its body.
  package func receive(_ head: RequestHead) -> Admission {
    do throws(WebhookRefusal) {
      return try admit(head)
    } catch {
      return .answer(intake.turnAway(error, peer: head.peer))
    }
  }

  private func admit(_ head: RequestHead) throws(WebhookRefusal) -> Admission {
    guard head.path == Self.path else { throw WebhookRefusal(.notFound) }
    guard head.method == "POST" else { throw WebhookRefusal(.methodNotAllowed) }
    guard !isStopping.load(ordering: .relaxed) else { throw WebhookRefusal(.stopping) }
    let webhook = try WebhookHead(head, bodyLimit: Self.bodyLimit)
    let reader = DeliveryReader(
      webhook, announced: head.contentLength, request: head.openBody, largeBodies: largeBodies, intake: intake)
    return .read(limit: Self.bodyLimit, into: reader)
  }
}

extension ServerConfiguration {
  /// The public listener: its own answers look like the door's.
  package static func webhooks(on address: ListenAddress) -> ServerConfiguration {
    var configuration = ServerConfiguration(address: address)
    configuration.tooLargeAnswer = WebhookOutcome.tooLarge.response()
    configuration.tooSlowAnswer = WebhookOutcome.tooSlow.response()
    configuration.malformedAnswer = WebhookOutcome.malformedRequest.response()
    configuration.headerTooLargeAnswer.body = Array(
      #"{"error":{"code":"header_too_large","message":"the header has too many bytes or fields"}}"#.utf8)
    configuration.noReplyAnswer = WebhookOutcome.storeTooSlow.response()
    configuration.stoppingAnswer = WebhookOutcome.stopping.response()
    return configuration
  }
}
