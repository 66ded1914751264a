import Client
import CommandLine
import Doors
import FoundationEssentials
import GitHub
import MissionCore
import MissionStore

/// Keeps a receiver's secrets what their file says, and tells the town which they are and how they are used.
///
/// That is what a rotation stands on: it tells GitHub of a new secret only when every receiver takes it, and drops the
/// old one only when it has not been used for long.
struct SecretKeeper: Sendable {
  /// How often the file is looked at and the town is told.
  private static let period = Duration.seconds(1)

  let door: WebhookDoor
  let store: TownStore
  /// The file; nil where the secrets come from the environment and stay until the end.
  let path: String?
  let surroundings: Surroundings
  /// Names this receiver in the town.
  let name: String
  /// What the town's fingerprints of secrets are made with.
  package let key: FingerprintKey
  let log: Log
  let metrics: Metrics

  /// Works until cancelled, with these secrets to begin with.
  func run(_ secrets: [Secret]) async {
    var secrets = secrets
    var complaint: String?
    while !Task.isCancelled {
      if let path { secrets = reread(path, instead: secrets, &complaint) }
      await tell(secrets)
      try? await Task.sleep(for: Self.period)
    }
    await tell(secrets)
    _ = try? await store.forgetReceiver(name)
  }

  private func reread(_ path: String, instead secrets: [Secret], _ complaint: inout String?) -> [Secret] {
    do throws(WebhookSecretFile.Fault) {
      guard let found = try WebhookSecretFile.read(surroundings.absolute(path), surroundings) else {
        throw .unreadable(path: path, reason: "there is no such file")
      }
      complaint = nil
      guard found != secrets else { return secrets }
      guard let keys = try? SignatureKeys(found, fingerprintKey: key) else { return secrets }
      // A delivery between these two lines is counted under the other's name on the page of numbers; never in the town.
      metrics.secretsTaken(keys.fingerprints)
      door.replaceKeys(keys)
      log.info("The webhook secrets were read again", ["secrets": found.count])
      return found
    } catch {
      // Said once: the old ones stay good until the file is.
      if complaint != error.description { log.error("The webhook secrets stay as they are", ["reason": "\(error)"]) }
      complaint = error.description
      return secrets
    }
  }

  private func tell(_ secrets: [Secret]) async {
    let page = door.secretUsage.take()
    do {
      try await store.noteReceiver(
        name, taking: secrets.map { $0.fingerprint(key) }, uses: page.uses.mapValues { ($0.count, $0.last) },
        hooks: page.hooks)
    } catch {
      // Redis is away; others say so. Nothing that was counted is lost.
      door.secretUsage.putBack(page)
    }
  }
}
