import Client
import CommandLine
import GitHub

/// Says what was configured. What is wrong with it stops every command before this one.
struct ConfigurationCheck {
  private let configuration: Configuration

  init(_ session: Session) { configuration = session.configuration }

  /// Who Signalbox is, and where.
  var finding: Finding {
    let store =
      switch configuration.store {
      case .embedded: "its own Redis in \(configuration.data)"
      case .external: "the Redis of --redis"
      }
    guard configuration.githubIdentity != .anonymous else {
      return .warning(
        "configuration", "town \(configuration.town.quotedForPeople), \(store), no identity for GitHub",
        remedy: "set SIGNALBOX_GITHUB_TOKEN, or SIGNALBOX_GITHUB_APP_ID and SIGNALBOX_GITHUB_APP_KEY_FILE")
    }
    return .ok(
      "configuration",
      "complete: town \(configuration.town.quotedForPeople), \(store), GitHub at \(configuration.githubAPI)")
  }
}
