package import MissionCore

/// Why no token could be had for a call.
package enum TokenFault: Error, Sendable, Hashable {
  /// No token is configured, or none is left.
  case none
  /// The App is not installed where this repository is, or the installation does not include it; or there is no such
  /// repository. GitHub does not tell which.
  case notInstalled(RepositoryName)
  /// Somebody suspended the App's installation at this account.
  case suspended(account: String)
  /// The App's installation was removed.
  case uninstalled(RepositoryName?)
  /// GitHub refuses the App's own assertion: the key does not belong to the App, or was deleted, or our clock is wrong
  /// by more than could be learned. With GitHub's text, shortened and untrusted.
  case appRefused(String)
  /// The call is about no repository, and the App has none or several installations, so no token is the right one.
  case ambiguous(installations: Int)
  /// OpenSSL could not sign.
  case cannotSign
}

extension TokenFault: CustomStringConvertible {
  /// The cause, in words.
  package var description: String {
    switch self {
    case .none: "none is configured"
    case .notInstalled(let name): "the GitHub App is not installed in \(name)"
    case .suspended(let account): "the GitHub App's installation at \(account) is suspended"
    case .uninstalled(let name?): "the GitHub App was removed from \(name)"
    case .uninstalled(nil): "the GitHub App's installation was removed"
    case .appRefused(let text): "GitHub refuses the App's key\(text.isEmpty ? "" : ": \(text)")"
    case .ambiguous(0): "the GitHub App is not installed anywhere"
    case .ambiguous(let count): "the GitHub App has \(count) installations, and the call names no repository"
    case .cannotSign: "the App's assertion could not be signed"
    }
  }

  /// What to do about it.
  package var remedy: String {
    switch self {
    case .none: "give a token with --github-token-file or GITHUB_TOKEN, or a GitHub App"
    case .notInstalled(let name): "install the App for \(name), or add the repository to its installation"
    case .suspended(let account): "unsuspend it: \(account)'s settings, GitHub Apps, Configure"
    case .uninstalled(let name?): "install the App for \(name) again"
    case .uninstalled(nil): "install the App again"
    case .appRefused: "check that SIGNALBOX_GITHUB_APP_ID and the key belong to the same App, and the system's clock"
    case .ambiguous(0): "install the App where your repositories are"
    case .ambiguous: "say with --repo which repository is meant"
    case .cannotSign: "check the system's memory"
    }
  }
}
