import Client
import CommandLine
import GitHub
import MissionCore
import MissionStore
import Views

/// Puts a new webhook secret beside the old one in the service's file, and takes the old one out at the end.
struct SecretRotation: Sendable {
  /// How often, half a second apart, receivers are asked whether they have read the file; they look every second.
  private static let looks = 60

  private let session: Session
  private let path: String
  private let town: Town

  /// A rotation of the secrets in the file that the configuration names.
  init(_ session: Session) throws {
    self.session = session
    guard let path = session.configuration.secretFileInUse else {
      throw CommandFailure(
        .usage, "the secret stands in SIGNALBOX_WEBHOOK_SECRET, where nothing can be added while the service runs",
        hint: "put it into a file and set SIGNALBOX_WEBHOOK_SECRET_FILE")
    }
    self.path = session.surroundings.absolute(path)
    town = try session.town()
  }

  /// What a secret is called in this town.
  func fingerprint(of secret: Secret) async throws -> String { secret.fingerprint(try await key) }

  private var key: FingerprintKey {
    get async throws { FingerprintKey(try await town.store.fingerprintKey()) }
  }

  /// Adds a secret, if none is being introduced already, and waits until every receiver takes it.
  func introduce(_ file: String?) async throws -> Secret {
    let present = try session.webhookSecrets()
    var secrets = present
    if let file {
      let given = try read(session.surroundings.absolute(file))
      secrets.removeAll { $0 == given }
      secrets.append(given)
    } else if present.count == 1 {
      secrets.append(try Secret(WebhookSecretFile.newSecret()))
    }
    // With two, an earlier rotation did not come to its end: it goes on with its secret, the last.
    guard let new = secrets.last else { throw CommandFailure(.badData, "there is no webhook secret", hint: "") }
    if secrets != present { try write(secrets) }
    let fingerprint = try await fingerprint(of: new)
    try await wait { $0.contains(fingerprint) }
    return new
  }

  /// Leaves only the newest secret. Gives the fingerprints of those that were dropped.
  func finish(unusedHours: Int) async throws -> [String] {
    let present = try session.webhookSecrets()
    guard let newest = present.last, present.count > 1 else {
      throw CommandFailure(.badData, "there is only one secret", hint: "'signalbox hook rotate' begins a rotation")
    }
    let key = try await key
    let uses = try await town.store.secretUses()
    guard uses[newest.fingerprint(key)]?.count ?? 0 > 0 else {
      throw CommandFailure(
        .badData, "nothing has been signed with the new secret \(newest.fingerprint(key)) yet",
        hint: "tell every hook with 'signalbox hook rotate OWNER/REPO', then 'signalbox hook ping'")
    }
    let now = session.surroundings.now()
    for old in present.dropLast() {
      let use = uses[old.fingerprint(key)]
      // Nobody can say of a secret that it is unused who has not watched it for so long.
      let since = [use?.lastUsed, use?.firstTaken].compactMap { $0 }.max()
      guard let since else { continue }
      let left = unusedHours * 3600 - now.seconds(since: since)
      guard left <= 0 else {
        throw CommandFailure(
          .badData,
          use?.lastUsed.map { "the old secret \(old.fingerprint(key)) was used \(Words.ago($0, at: now))" }
            ?? "the old secret \(old.fingerprint(key)) has not been watched for long enough",
          hint: "rotate the hooks that still use it; then wait \(Words.span(left)), or give fewer --unused-hours")
      }
    }
    try write([newest])
    let dropped = present.dropLast().map { $0.fingerprint(key) }
    try await wait { $0.isDisjoint(with: dropped) }
    for fingerprint in dropped { try await town.store.forgetSecret(fingerprint) }
    return dropped
  }

  private func read(_ file: String) throws -> Secret {
    let found: [Secret]?
    do throws(WebhookSecretFile.Fault) {
      found = try WebhookSecretFile.read(file, session.surroundings)
    } catch {
      throw CommandFailure(.badData, error.description, hint: "put one line into it")
    }
    guard let found, found.count == 1, let secret = found.first else {
      throw CommandFailure(
        .badData, "\(file.quotedForPeople) does not hold one secret", hint: "put one line into it")
    }
    return secret
  }

  private func write(_ secrets: [Secret]) throws {
    do throws(WebhookSecretFile.Fault) {
      try WebhookSecretFile.replace(path, with: secrets)
    } catch {
      throw CommandFailure(
        .notPermitted, error.description,
        hint: "put the new secret on a last line of the file yourself, then run this again")
    }
  }

  /// Waits until what every receiver takes is as wanted. Without a receiver there is nobody to wait for: the next one
  /// reads the file when it starts.
  private func wait(until isWanted: (Set<String>) -> Bool) async throws {
    session.console.progress("Waiting for the receivers to read the secrets…")
    defer { session.console.progress(nil) }
    for _ in 0..<Self.looks {
      let receivers = try await town.store.receivers()
      if receivers.values.allSatisfy(isWanted) { return }
      try await Task.sleep(for: .milliseconds(500))
    }
    throw CommandFailure(
      .unconfirmed, "not every receiver has read the secrets in \(path.quotedForPeople); GitHub was told nothing",
      hint: "does every 'signalbox serve' read this file? See 'signalbox doctor'; then run this again")
  }
}
