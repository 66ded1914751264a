import Synchronization

/// How many large bodies may arrive at once. Each takes a compressor and up to a megabyte, whoever sends it: the
/// signature comes last.
final class LargeBodies: Sendable {
  private let free: Atomic<Int>

  init(limit: Int) {
    free = Atomic(limit)
  }

  /// A place, as long as it is held; nil when there is none.
  final class Place: Sendable {
    private let owner: LargeBodies

    fileprivate init(in owner: LargeBodies) {
      self.owner = owner
    }

    deinit { owner.free.add(1, ordering: .relaxed) }
  }

  /// Takes a place; nil when there is none.
  func take() -> Place? {
    guard free.subtract(1, ordering: .relaxed).newValue >= 0 else {
      free.add(1, ordering: .relaxed)
      return nil
    }
    return Place(in: self)
  }
}
