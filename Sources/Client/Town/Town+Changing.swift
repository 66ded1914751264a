package import CommandLine
package import MissionCore
import Views

extension Town {
  /// Who a command line is to a mission, as other tools call it too.
  package static let operatorName = "conductor"

  /// Sends a command and says what was done.
  ///
  /// - Parameter headline: what people read first.
  package func change(_ mission: Identifier<Mission>?, _ command: Command, headline: String) async throws -> ExitCode {
    let receipt = try await console.whileWaiting("⏳ Waiting for the service…") { try await send(command) }
    let message = if case .done(let text) = receipt { text } else { "done" }
    try console.answer(
      DoneDocument(mission: mission, message: message), orSay: [headline, "   └─ \(message.printable(limit: 1000))"])
    return .success
  }
}
