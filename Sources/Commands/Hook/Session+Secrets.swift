import Client
import CommandLine
import GitHub

extension Session {
  /// The webhook secrets that the service takes; made now if it would make them.
  func webhookSecrets() throws(CommandFailure) -> [Secret] {
    guard configuration.webhookSecrets.isEmpty else { return configuration.webhookSecrets }
    do throws(WebhookSecretFile.Fault) {
      return try WebhookSecretFile.prepare(configuration, surroundings: surroundings).secrets
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Those secrets as far as there are any: looking makes none.
  func knownWebhookSecrets() throws(CommandFailure) -> [Secret] {
    guard configuration.webhookSecrets.isEmpty else { return configuration.webhookSecrets }
    do throws(WebhookSecretFile.Fault) {
      return try WebhookSecretFile.read(surroundings.absolute(configuration.generatedSecretPath), surroundings) ?? []
    } catch {
      throw CommandFailure(error)
    }
  }
}

extension CommandFailure {
  fileprivate init(_ fault: WebhookSecretFile.Fault) {
    self.init(.badData, fault.description, hint: "check --data and --webhook-secret-file")
  }
}
