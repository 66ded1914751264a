/// Runs the service until it is told to stop.
///
/// - Parameters:
///   - listens: whether it receives webhooks; without, it only polls.
///   - once: whether it ends after one round.
func serve(configuration: Configuration, listens: Bool, once: Bool) async throws -> ExitCode {
  throw CommandFailure(.failure, "the service is not there yet", hint: "wait for the next version")
}
