import MissionCore

/// Why a signal could not be handled; after three tries it is set aside as a dead letter.
enum HandlingError: Error, CustomStringConvertible {
  /// The signal is not what its kind says.
  case unreadable(String)
  /// A mission kept changing under the commit.
  case contended(Identifier<Mission>)

  var description: String {
    switch self {
    case .unreadable(let what): "cannot be read: \(what)"
    case .contended(let mission): "mission \(mission) kept changing under the commit"
    }
  }
}
