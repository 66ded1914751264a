package import Client
package import CommandLine
import Doors
import GitHub
import HTTP
import MissionCore
import MissionStore
import Redis

/// Runs the service until it is told to stop.
///
/// - Parameters:
///   - listens: whether it receives webhooks; without, it only polls.
///   - once: whether it ends when nothing is left to do now.
///   - mission: an identity, or the beginning of one: then it also ends when this mission is over.
package func serve(
  configuration: Configuration, listens: Bool, once: Bool, untilOver mission: String? = nil
) async throws -> ExitCode {
  let (log, writer) = Log.toStandardError(
    level: configuration.logLevel, format: configuration.logFormat, now: Timestamp.now)
  let service = Service(configuration: configuration, log: log, metrics: Metrics(), surroundings: .ofProcess)
  do {
    try await once ? service.runOnce(for: mission) : service.run(listens: listens, untilOver: mission)
    await writer.finish()
    return .success
  } catch let error {
    await writer.finish()
    throw CommandFailure(starting: error) ?? error
  }
}

extension CommandFailure {
  /// Why the service did not start, in the words of the part that refused.
  fileprivate init?(starting error: any Error) {
    switch error {
    case let error as DataDirectoryError: self.init(.unavailable, error)
    case let error as PrivateRedisError: self.init(.unavailable, error)
    case let error as ServerError:
      self.init(.unavailable, error.description, hint: "choose another --listen or --admin-listen")
    case let fault as WebhookSecretFile.Fault:
      self.init(
        .badData, "the webhook secret cannot be read or made: \(fault)", hint: "check --data and --webhook-secret-file")
    default: return nil
    }
  }

  /// These descriptions end with their remedy in brackets, as a whole message does.
  private init(_ code: ExitCode, _ error: some CustomStringConvertible) {
    self.init(code, error.description)
  }
}
