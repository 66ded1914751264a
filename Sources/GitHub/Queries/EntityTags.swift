import Synchronization

/// The tags (`ETag`) of the contents that were put to use, so that GitHub need not send them again. Bounded: when it is
/// full it starts anew, which costs one more transfer each and nothing else.
///
/// A content is known only once whoever fetched it confirms its use. Otherwise an answer that got lost behind the fetcher
/// (the store was down, say) would be "unchanged" from then on without anybody having seen it.
final class EntityTags: Sendable {
  private static let bound = 4_096
  private let tags = Mutex<[String: String]>([:])

  /// The tag of this resource, if its content was put to use before.
  func tag(of path: String) -> String? { tags.withLock { $0[path] } }

  /// From now on the resource is known by this receipt's tag, or not at all.
  func confirm(_ receipt: FetchReceipt) {
    tags.withLock { tags in
      if tags.count >= Self.bound, tags[receipt.path] == nil { tags.removeAll(keepingCapacity: true) }
      tags[receipt.path] = receipt.tag
    }
  }
}
