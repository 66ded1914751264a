import CommandLine
import GitHub

/// Changes a hook, all of it or nothing: what GitHub takes only in part is taken back.
struct HookRepair: Sendable {
  let hooks: HookClient
  let wanted: HookConfiguration

  /// Makes the changes and looks whether they are there. Gives the hook as it is then, and what only a person can do.
  func make(_ changes: [HookChange], on found: Hook?) async throws(CommandFailure) -> (hook: Hook, byHand: [HookChange])
  {
    guard let found else { return (try await create(), []) }
    guard !changes.isEmpty else { return (found, []) }
    var byHand: [HookChange] = []
    var cause: HookError?
    do throws(HookError) {
      byHand = try await hooks.change(found, by: changes)
    } catch {
      cause = error
    }
    let hook = try await look(for: found.reference)
    let open = HookChange.plan(desired: wanted, found: hook).filter { change in !byHand.contains(change) }
    if cause == nil, open.isEmpty { return (hook, byHand) }
    throw await takeBack(to: found, hook, cause, open)
  }

  private func create() async throws(CommandFailure) -> Hook {
    let made: Hook
    do throws(HookError) {
      made = try await hooks.create(wanted)
    } catch {
      throw CommandFailure(error)
    }
    let open = HookChange.plan(desired: wanted, found: made)
    guard !open.isEmpty else { return made }
    let isGone = (try? await hooks.remove(made.reference)) != nil
    throw CommandFailure(
      .failure, "GitHub made the hook otherwise than asked: \(Self.list(open))",
      hint: isGone ? "the hook was removed again" : "remove hook \(made.reference.id ?? 0) by hand")
  }

  private func look(for reference: HookReference) async throws(CommandFailure) -> Hook {
    do throws(HookError) {
      guard let hook = try await hooks.hooks().first(where: { $0.reference == reference }) else {
        throw .gone(reference)
      }
      return hook
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Brings back what was changed. A secret cannot be brought back, for nobody knows the former one; ours is no harm,
  /// because we take it.
  private func takeBack(
    to former: Hook, _ present: Hook, _ cause: HookError?, _ open: [HookChange]
  ) async -> CommandFailure {
    var failure =
      cause.map { CommandFailure($0) }
      ?? CommandFailure(.failure, "GitHub did not take everything: \(Self.list(open))", hint: "try again")
    guard let address = try? HookAddress(base: former.url),
      let type = HookConfiguration.ContentType(rawValue: former.contentType)
    else { return failure }
    let state = HookConfiguration(
      address: address, secret: wanted.secret, contentType: type, ignoresCertificate: former.ignoresCertificate,
      events: former.events, isActive: former.isActive)
    let changes = HookChange.plan(desired: state, found: present)
    guard !changes.isEmpty else {
      failure.what += "; the hook is as it was"
      return failure
    }
    let isBack = (try? await hooks.change(present, by: changes)) != nil
    failure.what += isBack ? "; the hook is as it was" : "; the hook is half changed: 'hook install' goes on"
    return failure
  }

  private static func list(_ changes: [HookChange]) -> String {
    changes.map(\.description).joined(separator: "; ")
  }
}
