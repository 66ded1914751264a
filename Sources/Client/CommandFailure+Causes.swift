package import CommandLine
package import MissionCore
import MissionStore
import Redis

extension CommandFailure {
  /// The failure for anything a command may throw.
  package init(_ error: any Error, configuration: Configuration?) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let faults as ConfigurationFaults: self = faults.failure
    case let error as RedisError: self.init(error, configuration)
    case StoreError.redis(let error): self.init(error, configuration)
    case StoreError.full:
      self.init(.unavailable, StoreError.full.description, hint: "start 'signalbox serve', which works it off")
    case StoreError.unreadable(let key, let reason):
      self.init(
        .badData, "the record \(key.printable()) cannot be read: \(reason.printable())",
        hint: "mend or delete the record")
    case let refusal as Refusal: self.init(refusal)
    default: self.init(.failure, String(describing: error).printable(limit: 1000), hint: "this should not happen")
    }
  }

  /// The failure for what the clerk or the core refused.
  package init(_ refusal: Refusal) {
    let code: ExitCode =
      switch refusal.kind {
      case .notFound: .notFound
      case .invalid: .badData
      case .unavailable: .unavailable
      case .forbidden: .notPermitted
      }
    // Line by line: where there is more than one thing, each has its own.
    let lines = refusal.message.split(separator: "\n").map { String($0).printable(limit: 2000) }
    self.init(code, lines.joined(separator: "\n"), hint: refusal.hint.printable(limit: 2000))
  }

  /// Nobody reads this town's signals.
  static func nothingServes(_ configuration: Configuration) -> CommandFailure {
    let start: String
    let place: String
    switch configuration.store {
    case .embedded:
      start = "start 'signalbox serve'"
      place = "--data \(configuration.data)"
    case .external:
      start = "start 'signalbox serve', run 'signalbox mission dispatch --once' now and then"
      place = "--redis and --town"
    }
    return CommandFailure(
      .unavailable, "nothing serves town \(configuration.town.quotedForPeople)",
      hint: "\(start), or check \(place)")
  }

  private init(_ error: RedisError, _ configuration: Configuration?) {
    let start =
      switch configuration?.store {
      case .external?: "check --redis and that the server runs"
      case .embedded?, nil: "start 'signalbox serve'"
      }
    self.init(
      error.isOfPermission ? .notPermitted : .unavailable, error.description.printable(), hint: error.remedy ?? start)
  }
}
