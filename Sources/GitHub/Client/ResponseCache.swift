import Synchronization

/// Remembers by what we know each resource's content: ETag and digest, not the content itself.
///
/// A resource is remembered when whoever asked for it has put its content to use, not when it arrived; otherwise a
/// crash in between would make the content "unchanged" without anybody having seen it.
package final class ResponseCache: Sendable {
  private struct Entry {
    let validator: Validator
    var lastUse: UInt64
  }

  private struct Key: Hashable {
    let url: String
    let accept: String
  }

  private struct State {
    var entries: [Key: Entry] = [:]
    var clock: UInt64 = 0
  }

  private let capacity: Int
  private let state = Mutex(State())

  /// A cache for so many resources; about 300 bytes each.
  package init(capacity: Int = 10_000) {
    self.capacity = max(1, capacity)
  }

  /// What the resource is known by, if it is.
  package func validator(for url: String, accept: String) -> Validator? {
    state.withLock { state in
      state.clock += 1
      let key = Key(url: url, accept: accept)
      state.entries[key]?.lastUse = state.clock
      return state.entries[key]?.validator
    }
  }

  /// From now on the resource is known by this.
  package func remember(_ validator: Validator, for url: String, accept: String) {
    state.withLock { state in
      state.clock += 1
      state.entries[Key(url: url, accept: accept)] = Entry(validator: validator, lastUse: state.clock)
      guard state.entries.count > capacity else { return }
      // A quarter at a time, so that looking for the oldest is rare.
      let surplus = max(1, state.entries.count - capacity * 3 / 4)
      let oldest = state.entries.sorted { $0.value.lastUse < $1.value.lastUse }.prefix(surplus)
      for (key, _) in oldest { state.entries[key] = nil }
    }
  }

  /// The resource is not known any more.
  package func forget(_ url: String, accept: String) {
    state.withLock { $0.entries[Key(url: url, accept: accept)] = nil }
  }

  /// How many resources are known.
  package var count: Int { state.withLock { $0.entries.count } }
}
