import GitHubSandbox
import Glibc

/// A running `signalbox serve` (or `mission dispatch`): its process, and where it listens.
struct RunningService: Sendable {
  let program: TestProcess
  /// The name of the file in the world's folder that its log goes to.
  let log: String
  /// The port for webhooks; 0 where it does not listen.
  let webhooks: UInt16
  /// The port for health, numbers and questions.
  let admin: UInt16

  /// The lines of a log, each as its document.
  static func lines(_ log: String) -> [JSONValue] {
    log.split(separator: "\n").compactMap { try? JSONReader.read(Array($0.utf8)) }
  }

  /// The port that a listener's line names.
  static func port(_ message: String, in log: String) -> UInt16? {
    lines(log).first { $0["message"].stringValue == message }?["port"].integerValue.flatMap { UInt16(exactly: $0) }
  }
}
