import Doors
import GitHub
import MissionCore
import MissionStore

/// Reading the logs of one place's hooks, part by part to their ends.
extension Auditor {
  /// How many attempts of a hook are remembered as settled; more only cost another page.
  private static let settledBound = 20_000

  /// Reads the hooks' logs and brings in what is missing.
  func examine(_ hooks: [HookReference], at place: HookPlace) async throws {
    var open = hooks
    while !open.isEmpty {
      var listings: [DeliveryListing] = []
      for hook in open {
        if let listing = try await listing(of: hook) { listings.append(listing) }
      }
      guard !listings.isEmpty else { return try await noteCalm(at: place) }
      // What could not be settled is read again the next time, from the same place on.
      let extent = try await settle(listings, at: place)
      try await keepMarks()
      guard extent != .brokenOff else { return }
      for listing in listings {
        resumptions[listing.hook] = listing.next
        remember(listing, isCalm: extent == .calm)
      }
      open = listings.filter { $0.next != nil }.map(\.hook)
      try Task.checkCancellation()
    }
  }

  /// A part of a hook's log; nil where it is unchanged since it was settled.
  private func listing(of hook: HookReference) async throws(HookError) -> DeliveryListing? {
    let start = resumptions[hook]
    do throws(HookError) {
      let look = try await lister(hook).look(
        since: audit.since(hook, at: parts.clock()), known: settled[hook] ?? [], unless: validators[hook], from: start,
        bound: parts.pageBound)
      switch look {
      case .listing(let listing): return listing
      case .unchanged(let validator):
        validators[hook] = validator
        return nil
      }
    } catch let error {
      // GitHub may not know an old cursor any more: then the log is read from its newest end again.
      if start != nil, !error.isPassing { resumptions[hook] = nil }
      throw error
    }
  }

  /// How far a part of a log was brought.
  private enum Extent {
    /// Nothing in it is open.
    case calm
    /// What could be done was done; something is young or awaited.
    case done
    /// Something failed, or GitHub's limits came first.
    case brokenOff
  }

  /// Examines and heals until nothing more comes of it.
  private func settle(_ listings: [DeliveryListing], at place: HookPlace) async throws -> Extent {
    while true {
      let held = try await parts.store.known(Set(listings.flatMap { $0.deliveries.map(\.guid) }))
      let findings = audit.examine(listings, held: held, at: parts.clock())
      switch try await heal(findings, at: place) {
      case .some: try Task.checkCancellation()
      case .failed: return .brokenOff
      case .none where findings.postponed > 0: return .brokenOff
      case .none: return findings.missing == 0 && findings.young == 0 ? .calm : .done
      }
    }
  }

  /// Remembers what need not be read again. Only where nothing is open in any part of the log: what is not listed again
  /// could not keep the watermark back.
  private func remember(_ listing: DeliveryListing, isCalm: Bool) {
    let hook = listing.hook
    if listing.start == nil { calm[hook] = Calm(validator: listing.validator, ids: Set(listing.deliveries.map(\.id))) }
    if !isCalm { calm[hook] = nil }
    validators[hook] = nil
    guard let calm = calm[hook] else { return settled[hook] = [] }
    guard listing.isComplete else { return }
    let known = settled[hook] ?? []
    settled[hook] = known.count > Self.settledBound ? calm.ids : known.union(calm.ids)
    validators[hook] = calm.validator
  }

  private func noteCalm(at place: HookPlace) async throws {
    parts.metrics.audited(.read)
    try await parts.store.note(AuditNote(place: place.key, at: parts.clock()), counts: [:])
  }
}

extension HookError {
  /// Whether the same question may well be answered later.
  fileprivate var isPassing: Bool {
    guard case .github(let error) = self else { return false }
    return error.isTransient || error.until != nil || error == .cancelled || isAboutToken
  }
}
