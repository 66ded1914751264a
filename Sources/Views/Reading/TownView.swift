package import MissionCore
package import MissionStore

/// One reading of a town, for the commands and for the API alike: what is asked here changes nothing.
///
/// It asks through the connection of its store; a thousand questions at once share it.
package struct TownView: Sendable {
  /// What stands in the town.
  package let store: TownStore
  /// What a bare `#23` belongs to; nil where nothing says so.
  package let home: RepositoryName?

  /// One with its parts.
  package init(store: TownStore, home: RepositoryName?) {
    self.store = store
    self.home = home
  }
}
