import Synchronization

/// The tags (`ETag`) of what was read in full, so that GitHub need not send it again. Bounded: when it is full, it starts
/// anew, which costs one more transfer each and nothing else.
final class EntityTags: Sendable {
  private static let bound = 4_096
  private let tags = Mutex<[String: String]>([:])

  /// The tag of this resource, if it was read in full before.
  func tag(of path: String) -> String? { tags.withLock { $0[path] } }

  /// Remembers or forgets the tag. To be called only after everything that belongs to the resource was read: otherwise
  /// what failed now would be taken for unchanged the next time.
  func remember(_ tag: String?, of path: String) {
    tags.withLock { tags in
      if tags.count >= Self.bound, tags[path] == nil { tags.removeAll(keepingCapacity: true) }
      tags[path] = tag
    }
  }
}
