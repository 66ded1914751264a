/// How a command ended, as the shell sees it: `sysexits.h` where it has a word for it.
package enum ExitCode: Int32, Sendable, Equatable, CaseIterable {
  /// Done.
  case success = 0
  /// Anything that has no code of its own.
  case failure = 1
  /// The command line or the configuration is wrong (EX_USAGE).
  case usage = 64
  /// The data given is bad: a cycle, a manifest, something that cannot be done to the thing now (EX_DATAERR).
  case badData = 65
  /// There is no such thing (EX_NOINPUT).
  case notFound = 66
  /// Nothing serves this town, or Redis or GitHub cannot be reached (EX_UNAVAILABLE).
  case unavailable = 69
  /// Accepted, but not confirmed in time (EX_TEMPFAIL).
  case unconfirmed = 75
  /// Not permitted (EX_NOPERM).
  case notPermitted = 77

  /// The word that stands for it in `--json` errors.
  package var word: String {
    switch self {
    case .success: "ok"
    case .failure: "failure"
    case .usage: "usage"
    case .badData: "bad_data"
    case .notFound: "not_found"
    case .unavailable: "unavailable"
    case .unconfirmed: "unconfirmed"
    case .notPermitted: "not_permitted"
    }
  }

  /// What it says, for the help.
  package var meaning: String {
    switch self {
    case .success: "done"
    case .failure: "anything that has no code of its own"
    case .usage: "the command line or the configuration is wrong"
    case .badData: "the data given is bad, or it cannot be done to the thing now"
    case .notFound: "there is no such thing"
    case .unavailable: "nothing serves the town, or Redis or GitHub cannot be reached"
    case .unconfirmed: "accepted, but not confirmed in time"
    case .notPermitted: "not permitted"
    }
  }
}
