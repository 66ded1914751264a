import Client
import CommandLine
import GitHub

/// `hook remove`: takes the hook away that delivers here.
struct HookRemove: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "hook remove", "Take the hook away that delivers here.",
    operands: [HookInventory.operand],
    flags: HookInventory.flags + [
      Flag("id", nil, .value("N"), "the hook's number, where several deliver here"),
      Flag("dry-run", nil, .toggle, "only say which hook it is"),
    ],
    examples: ["signalbox hook remove acme/shop", "signalbox hook remove --org acme --dry-run"], isService: true)

  private let arguments: ParsedArguments

  private let number: Int64?

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    self.arguments = arguments
    number = try arguments.number("id", in: 1...Int.max).map(Int64.init)
  }

  func run(in session: Session) async throws -> ExitCode {
    let inventory = try HookInventory(session, arguments)
    defer { inventory.close() }
    let hook = try await meant(inventory)
    let document = Document(hook: HookDocument(hook), isDone: !arguments.has("dry-run"))
    if document.isDone {
      do throws(HookError) {
        try await inventory.hooks.remove(hook.reference)
      } catch {
        throw CommandFailure(error)
      }
    }
    try session.console.answer(
      document,
      orSay: [
        "🪝 Hook \(hook.reference.id.map(String.init) ?? "") of \(inventory.place): \(document.hook.url)",
        document.isDone
          ? "   └─ removed; what happens there from now on is found by polling"
          : "   └─ nothing was done (--dry-run)",
      ])
    return .success
  }

  /// The hook to take away. Where an address is given only one that delivers there: a guess must not remove another's.
  private func meant(_ inventory: HookInventory) async throws(CommandFailure) -> Hook {
    let (all, ours) = try await inventory.survey()
    let delivering = inventory.session.configuration.address.map { all.meant(for: $0) } ?? ours
    let candidates = number == nil ? delivering : delivering.filter { $0.reference.id == number }
    guard let hook = candidates.first else {
      throw CommandFailure(
        .notFound, "no hook of \(inventory.place) delivers here", hint: "'signalbox hook status' shows what there is")
    }
    guard candidates.count == 1 || inventory.place == .app else {
      let numbers = candidates.compactMap(\.reference.id).map(String.init).joined(separator: ", ")
      throw CommandFailure(
        .badData, "several hooks of \(inventory.place) deliver here: \(numbers)", hint: "name the one by --id")
    }
    return hook
  }

  private struct Document: Encodable {
    let hook: HookDocument
    let isDone: Bool

    enum CodingKeys: String, CodingKey {
      case hook
      case isDone = "done"
    }
  }
}
