import Client
import CommandLine
import GitHub
import MissionCore
import MissionStore
import Views

/// `hook rotate`: another webhook secret without one refused delivery.
///
/// The new secret is put beside the old one where the service reads it; only when every receiver takes it, GitHub is
/// told. The old one stays until `--finish`, which refuses while it is in use.
struct HookRotate: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "hook rotate", "Replace the webhook secret without one refused delivery; --finish drops the old one.",
    operands: [HookInventory.operand],
    flags: HookInventory.flags + [
      Flag("secret-file", nil, .value("FILE"), "the new secret (generated)"),
      Flag("finish", nil, .toggle, "drop the old secrets, if nobody uses them any more"),
      Flag("unused-hours", nil, .value("HOURS"), "how long an old secret must have been unused (24)"),
    ],
    examples: ["signalbox hook rotate acme/shop", "signalbox hook rotate --finish"], isService: true)

  private let arguments: ParsedArguments
  private let unusedHours: Int

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    self.arguments = arguments
    unusedHours = try arguments.number("unused-hours", in: 0...8_760) ?? 24
  }

  var deadline: Duration? { .seconds(60) }

  func run(in session: Session) async throws -> ExitCode {
    let rotation = try SecretRotation(session)
    if arguments.has("finish") {
      let dropped = try await rotation.finish(unusedHours: unusedHours)
      try session.console.answer(
        Document(dropped: dropped), orSay: ["🔑 Dropped \("old secret".counted(dropped.count))"])
      return .success
    }
    let inventory = try HookInventory(session, arguments)
    defer { inventory.close() }
    // Asked first: a rotation that GitHub will not take must not begin.
    let hook = try await inventory.hook()
    let secret = try await rotation.introduce(arguments["secret-file"])
    let fingerprint = try await rotation.fingerprint(of: secret)
    do throws(HookError) {
      _ = try await inventory.hooks.change(hook, by: [.setSecret(secret, .replaced)])
    } catch {
      var failure = CommandFailure(error)
      failure.what += "; both secrets are taken, so nothing is refused"
      failure.hint = "mend that and run 'hook rotate' again: it goes on with the same secret"
      throw failure
    }
    let ping = inventory.place == .app ? nil : try await inventory.ping(hook.reference)
    let isGood = ping?.wasAcknowledged ?? true
    var lines = [
      "🔑 \(inventory.place) signs with the new secret \(fingerprint)",
      "   the old one is taken too; drop it later with 'signalbox hook rotate --finish'",
    ]
    if let ping { lines.append("   ping: \(ping.ending)" + (isGood ? "" : " (\(ping.remedy ?? ""))")) }
    try session.console.answer(
      Document(secret: fingerprint, ping: ping.map { AttemptDocument($0) }), orSay: lines)
    return isGood ? .success : .failure
  }

  private struct Document: Encodable {
    var secret: String?
    var ping: AttemptDocument?
    var dropped: [String]?
  }
}
