import FoundationEssentials
import Synchronization

/// What the contents that were put to use are known by, so that they are not handled again: the tag (`ETag`) with which
/// GitHub need not even send them, and a digest of our own, because tags are another token's after an hour. Bounded:
/// when it is full it starts anew, which costs one more transfer each and nothing else.
///
/// A content is known only once whoever fetched it confirms its use. Otherwise an answer that got lost behind the
/// fetcher (the store was down, say) would be "unchanged" from then on without anybody having seen it.
final class KnownContents: Sendable {
  private struct Entry {
    var tag: String?
    let digest: BodyDigest
  }

  private static let bound = 4_096
  private let entries = Mutex<[String: Entry]>([:])

  /// The tag of this resource, if its content was put to use before and GitHub gave one.
  func tag(of path: String) -> String? { entries.withLock { $0[path]?.tag } }

  /// Whether the resource is known by any content.
  func isKnown(_ path: String) -> Bool { entries.withLock { $0[path] != nil } }

  /// Whether content that was sent after all is the one that was put to use before. If so, its tag is the new one.
  func recognises(_ body: Data, tag: String?, of path: String) -> Bool {
    let digest = BodyDigest(of: body)
    return entries.withLock { entries in
      guard entries[path]?.digest == digest else { return false }
      entries[path]?.tag = tag
      return true
    }
  }

  /// From now on the resource is known by what is in this receipt, or not at all.
  func confirm(_ receipt: FetchReceipt) {
    entries.withLock { entries in
      if entries.count >= Self.bound, entries[receipt.path] == nil { entries.removeAll(keepingCapacity: true) }
      entries[receipt.path] = receipt.digest.map { Entry(tag: receipt.tag, digest: $0) }
    }
    for receipt in receipt.further { confirm(receipt) }
  }
}
