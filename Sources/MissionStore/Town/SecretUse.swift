package import MissionCore

/// How a webhook secret has been used, as far as any receiver of the town has noticed.
package struct SecretUse: Sendable, Equatable {
  /// How many valid signatures were made with it.
  package var count: Int
  /// Since when receivers take it.
  package var firstTaken: Timestamp?
  /// When it was used last; nil when never.
  package var lastUsed: Timestamp?

  /// A use with its parts.
  package init(count: Int = 0, firstTaken: Timestamp? = nil, lastUsed: Timestamp? = nil) {
    self.count = count
    self.firstTaken = firstTaken
    self.lastUsed = lastUsed
  }
}
