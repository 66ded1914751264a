import Client
import CommandLine
import GitHub
import MissionStore

extension Session {
  /// The webhook secrets that the service takes, as far as these settings say; none where it has yet to make one. Only
  /// the service makes it: a secret of our own would be nobody's.
  func webhookSecrets() throws(CommandFailure) -> [Secret] {
    guard configuration.webhookSecrets.isEmpty else { return configuration.webhookSecrets }
    do throws(WebhookSecretFile.Fault) {
      return try WebhookSecretFile.read(surroundings.absolute(configuration.generatedSecretPath), surroundings) ?? []
    } catch {
      throw CommandFailure(error)
    }
  }

  /// The secret that a hook is to sign with: the newest one. Where a service of the town takes others only, every
  /// delivery of that hook would be refused.
  func signingSecret(_ town: Town?) async throws -> Secret {
    guard let secret = try webhookSecrets().last else {
      throw CommandFailure(
        .badData, "there is no webhook secret",
        hint: "give --webhook-secret-file, or start 'signalbox serve', which makes one")
    }
    guard let town else { return secret }
    let receivers = try await town.store.receivers().values
    let fingerprint = secret.fingerprint(FingerprintKey(try await town.store.fingerprintKey()))
    guard receivers.isEmpty || receivers.contains(where: { $0.contains(fingerprint) }) else {
      throw CommandFailure(.badData, Self.foreignSecrets, hint: Self.foreignSecretsRemedy)
    }
    return secret
  }

  /// What is said where a running service takes none of the secrets that these settings lead to.
  static let foreignSecrets = "the running service takes other webhook secrets than these settings lead to"
  /// What to do about it.
  static let foreignSecretsRemedy =
    "give the --webhook-secret-file or SIGNALBOX_WEBHOOK_SECRET that 'signalbox serve' has"
}

extension CommandFailure {
  fileprivate init(_ fault: WebhookSecretFile.Fault) {
    self.init(.badData, fault.description, hint: "check --data and --webhook-secret-file")
  }
}
