import MissionCore
import MissionStore

/// One reading of a town, for the commands and for the API alike: what is asked here changes nothing.
///
/// It asks through the connection of its store; a thousand questions at once share it.
struct TownView: Sendable {
  /// What stands in the town.
  let store: TownStore
  /// What a bare `#23` belongs to; nil where nothing says so.
  let home: RepositoryName?
}
