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
      throw CommandFailure(.badData, error.description, hint: "check --data and --webhook-secret-file")
    }
  }
}
