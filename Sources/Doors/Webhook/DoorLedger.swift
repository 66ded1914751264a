public import MissionCore
import Synchronization

/// What the webhook door notices about secrets and hooks, until somebody takes it away to keep it.
public final class DoorLedger: Sendable {
  /// What was noticed since the last time.
  public struct Page: Sendable, Equatable {
    /// How often which secret was used, by its fingerprint, and when last.
    public var uses: [String: Use] = [:]
    /// When which hook last delivered something that was let in.
    public var hooks: [String: Timestamp] = [:]

    /// Nothing noticed.
    public init() {}
  }

  /// How a secret was used.
  public struct Use: Sendable, Equatable {
    /// How many valid signatures were made with it.
    public var count: Int
    /// When the last was.
    public var last: Timestamp
  }

  /// A hook names itself: more different names than this are not from GitHub.
  private static let hookBound = 1_000

  private let page = Mutex(Page())

  /// An empty ledger.
  public init() {}

  /// Takes away what was noticed.
  public func take() -> Page {
    page.withLock { page in
      defer { page = Page() }
      return page
    }
  }

  /// Puts back what could not be kept.
  public func putBack(_ former: Page) {
    page.withLock { page in
      for (secret, use) in former.uses {
        let newer = page.uses[secret]
        page.uses[secret] = Use(count: use.count + (newer?.count ?? 0), last: newer?.last ?? use.last)
      }
      page.hooks.merge(former.hooks) { newer, _ in newer }
    }
  }

  /// A signature was valid.
  func noteUse(of secret: String, by hook: String, at now: Timestamp) {
    page.withLock { page in
      page.uses[secret] = Use(count: (page.uses[secret]?.count ?? 0) + 1, last: now)
      if !hook.isEmpty, page.hooks[hook] != nil || page.hooks.count < Self.hookBound { page.hooks[hook] = now }
    }
  }
}
