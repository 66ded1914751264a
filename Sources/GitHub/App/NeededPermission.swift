/// Something the token must be allowed to do, in GitHub's names for it.
package struct NeededPermission: Sendable, Hashable {
  /// How far a permission goes.
  package enum Level: String, Sendable, Hashable, Comparable, CaseIterable {
    case read
    case write
    case admin

    /// Less first.
    package static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .read: 0
      case .write: 1
      case .admin: 2
      }
    }
  }

  /// Its name in an installation's `permissions`.
  package let name: String
  /// How far it has to go.
  package let level: Level
  /// Its name on the settings pages of Apps and fine-grained tokens.
  package let title: String
  /// What it is for: completes "the token may not".
  package let purpose: String
  /// The scopes of a classic token that include it; any of them will do.
  package let scopes: [String]
  /// Whether Signalbox works without it, only less well.
  package let isOptional: Bool

  init(
    _ name: String, _ level: Level, _ title: String, to purpose: String, scopes: [String] = ["repo", "public_repo"],
    isOptional: Bool = false
  ) {
    self.name = name
    self.level = level
    self.title = title
    self.purpose = purpose
    self.scopes = scopes
    self.isOptional = isOptional
  }

  /// What to do when it is missing.
  package var remedy: String {
    "give the App or fine-grained token \"\(title): \(level == .read ? "read-only" : "read and write")\""
      + (scopes.first.map { ", or a classic token the scope \($0)" } ?? "")
  }
}

extension NeededPermission {
  /// What missions need (GitHub's documentation of Apps' permissions, as of 2026-11).
  package static let missions = [
    NeededPermission("metadata", .read, "Metadata", to: "see the repository"),
    NeededPermission("issues", .write, "Issues", to: "read issues and comment on them"),
    NeededPermission("pull_requests", .write, "Pull requests", to: "read reviews and comment on pull requests"),
    NeededPermission("checks", .read, "Checks", to: "read check runs"),
    NeededPermission("statuses", .read, "Commit statuses", to: "read commit statuses"),
    NeededPermission("contents", .read, "Contents", to: "see commits and branches"),
    NeededPermission("actions", .read, "Actions", to: "see workflow runs", isOptional: true),
    NeededPermission("merge_queues", .read, "Merge queues", to: "follow a merge queue", isOptional: true),
    NeededPermission(
      "administration", .read, "Administration", to: "read classic branch protection", scopes: ["repo"],
      isOptional: true),
  ]

  /// What merging needs besides.
  package static let merging = NeededPermission("contents", .write, "Contents", to: "merge pull requests")
  /// What running failed jobs again needs besides.
  package static let rerunning = NeededPermission("actions", .write, "Actions", to: "run failed jobs again")

  /// What reporting by check runs needs besides; only an App can make any.
  package static let reporting = NeededPermission(
    "checks", .write, "Checks", to: "report by check runs", scopes: ["repo"])

  /// What it takes to see the hooks of a place, or to change them.
  package static func hooks(of place: HookPlace, _ level: Level) -> NeededPermission {
    let purpose = level == .read ? "see the hooks" : "change the hooks"
    return switch place {
    case .repository:
      NeededPermission(
        "repository_hooks", level, "Webhooks", to: purpose,
        scopes: level == .read
          ? ["admin:repo_hook", "write:repo_hook", "read:repo_hook", "repo"]
          : ["admin:repo_hook", "write:repo_hook", "repo"])
    case .organization:
      NeededPermission(
        "organization_hooks", level, "Organization webhooks", to: purpose, scopes: ["admin:org_hook"])
    case .app:
      // An App needs no permission for its own hook.
      NeededPermission("metadata", .read, "Metadata", to: purpose, scopes: [])
    }
  }
}
