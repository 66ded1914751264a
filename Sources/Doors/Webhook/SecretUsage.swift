package import MissionCore
import Synchronization

/// What the webhook door notices about secrets and hooks, until somebody takes it away to keep it.
package final class SecretUsage: Sendable {
  /// What was noticed since the last time.
  package struct Page: Sendable, Equatable {
    /// How often which secret was used, by its fingerprint, and when last.
    package var uses: [String: Use] = [:]
    /// When which hook last delivered something that was let in.
    package var hooks: [String: Timestamp] = [:]

    /// Nothing noticed.
    package init() {}
  }

  /// How a secret was used.
  package struct Use: Sendable, Equatable {
    /// How many valid signatures were made with it.
    package var count: Int
    /// When the last was.
    package var last: Timestamp
  }

  /// A hook names itself: more different names than this are not from GitHub.
  private static let hookBound = 1_000

  private let page = Mutex(Page())

  /// Nothing noticed.
  package init() {}

  /// Takes away what was noticed.
  package func take() -> Page {
    page.withLock { page in
      defer { page = Page() }
      return page
    }
  }

  /// Puts back what could not be kept.
  package func putBack(_ former: Page) {
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
