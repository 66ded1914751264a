package import GitHub

/// Tells which of a place's hooks deliver to this Signalbox.
package struct HookFinder: Sendable {
  /// Where GitHub reaches us, if somebody said.
  package var address: HookAddress?
  /// The numbers of hooks that have delivered here.
  package var seenHooks: Set<Int64> = []

  /// One with its parts.
  package init(address: HookAddress? = nil, seenHooks: Set<Int64> = []) {
    self.address = address
    self.seenHooks = seenHooks
  }

  /// Our hooks, the one to care about first: those to our address; else those that were heard; else those to any
  /// Signalbox's path, for which a second Signalbox's hook does no harm: all hooks share the GUIDs of their events.
  package func ours(_ hooks: [Hook]) -> [Hook] {
    if let address {
      let meant = hooks.meant(for: address)
      if !meant.isEmpty { return meant }
    }
    let known = hooks.filter { $0.reference.id.map(seenHooks.contains) ?? false }
    if !known.isEmpty { return Self.activeFirst(known) }
    return Self.activeFirst(hooks.filter { Self.path(of: $0.url).hasSuffix(HookAddress.path) })
  }

  /// The URL without query and fragment.
  private static func path(of url: String) -> Substring { url.prefix { $0 != "?" && $0 != "#" } }

  private static func activeFirst(_ hooks: [Hook]) -> [Hook] {
    hooks.sorted { left, right in
      left.isActive == right.isActive ? (left.reference.id ?? 0) < (right.reference.id ?? 0) : left.isActive
    }
  }
}
