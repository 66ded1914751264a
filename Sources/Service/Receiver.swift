import Client
import CommandLine
import Doors
import GitHub
import HTTP
import MissionCore
import MissionStore

/// The public listener: the webhook door behind a server.
struct Receiver: Sendable {
  private let server: Server
  private let door: WebhookDoor
  private let keeper: SecretKeeper
  private let refusals: RefusalLog
  private let secrets: [Secret]

  /// Listens where the configuration says.
  init(_ composition: ServiceComposition, secrets: [Secret]) async throws {
    let fingerprintKey = FingerprintKey(try await composition.store.town.fingerprintKey())
    let keys = try SignatureKeys(secrets, fingerprintKey: fingerprintKey)
    let log = composition.log
    let metrics = composition.metrics
    let refusals = RefusalLog(log)
    self.refusals = refusals
    let door = WebhookDoor(
      keys: keys, acceptor: composition.store.intake, directory: composition.configuration.data,
      metrics: metrics, wallClock: Timestamp.now, notify: { log.note($0, refusals) })
    metrics.secretsTaken(keys.fingerprints)
    self.door = door
    self.secrets = secrets
    keeper = SecretKeeper(
      door: door, store: composition.store.town, path: composition.configuration.secretFileInUse,
      surroundings: .ofProcess,
      name: ServiceComposition.processName, key: fingerprintKey, log: log, metrics: metrics)
    var listener = ServerConfiguration.webhooks(on: composition.configuration.listen)
    listener.trustedProxies = composition.configuration.trustedProxies
    server = try Server(listener, handler: door) { event in
      metrics.observed(event)
    }
    log.info(
      "Webhook listener is ready",
      ["address": composition.configuration.listen.description, "port": Int(server.port), "path": WebhookDoor.path])
  }

  /// What the server has counted by itself.
  var counters: ServerCounters { server.counters }

  /// Keeps the secrets up to date until cancelled.
  func keepSecrets() async { await keeper.run(secrets) }

  /// Sums up refused requests until cancelled.
  func sumUpRefusals() async { await refusals.run() }

  /// Turns newcomers away and answers who is in.
  func drain(within limit: Duration) async {
    door.beginStopping()
    await server.drain(within: limit)
  }
}

extension Log {
  /// Tells what the webhook door wants the operator to know.
  fileprivate func note(_ notice: WebhookNotice, _ refusals: RefusalLog) {
    switch notice {
    case .refused(let outcome, let delivery, let peer): refusals.note(outcome, delivery: delivery, peer: peer)
    case .suspicious(let delivery, let hook, let event, let peer, let entry):
      error(
        "A delivery came again with another body: forged or replayed",
        ["delivery": delivery, "hook": hook, "event": event, "peer": peer, "entry": entry])
    case .hook(let facts, let faults, let delivery, let peer):
      guard !faults.isEmpty else {
        return info("A hook introduced itself", ["hook": facts.id ?? 0, "delivery": delivery, "peer": peer])
      }
      warning(
        "A hook introduced itself, and its settings need a change",
        ["hook": facts.id ?? 0, "faults": faults.map { "\($0)" }.joined(separator: "; "), "delivery": delivery])
    case .storeFailed(let fault, let delivery):
      error("A delivery could not be stored and was answered 503", ["error": "\(fault)", "delivery": delivery])
    case .storeFull(let length, let delivery):
      error("The stream is full; a delivery was answered 503", ["entries": length, "delivery": delivery])
    case .bodyFailed(let fault, let delivery):
      error("A body could not be kept and was answered 503", ["error": "\(fault)", "delivery": delivery])
    case .accepted(let delivery, let event, let action, let entry):
      debug(
        "A delivery was stored",
        ["delivery": delivery, "event": event, "action": action ?? "", "entry": entry])
    }
  }
}
