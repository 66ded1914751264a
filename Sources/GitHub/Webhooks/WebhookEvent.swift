package import MissionCore

/// One webhook delivery, read: who it is from, and what it says about the things Signalbox watches.
package struct WebhookEvent: Hashable, Sendable {
  /// The value of `X-GitHub-Event`.
  package var event: String
  /// The body's `action`; empty for the events that have none (`push`, `status`, `ping`).
  package var action: String
  /// The repository it is about; nil for events of an organization or an installation.
  package var repository: RepositoryName?
  /// GitHub's number of that repository: unlike its name it survives renaming and transfer.
  package var repositoryID: Int?
  /// What the repository was called before; only when it was just renamed or transferred.
  package var formerRepository: RepositoryName?
  /// The account that caused it.
  package var sender: Account?
  /// The App installation it was sent for; nil for a hook of a repository or organization.
  package var installationID: Int?
  /// The label that was put on or taken off, if it is about one.
  package var label: String?
  /// What it says about where the App reaches, if it is about that.
  package var reach: AppReach?
  /// Which hook was deleted on GitHub, if it says that: the last thing such a hook tells.
  package var deletedHook: HookReference?
  /// What it says; empty when there is nothing in it for us.
  package var observations: [Observation]

  /// One with its parts.
  package init(
    event: String, action: String, repository: RepositoryName?, repositoryID: Int?, formerRepository: RepositoryName?,
    sender: Account?, installationID: Int?, observations: [Observation]
  ) {
    self.event = event
    self.action = action
    self.repository = repository
    self.repositoryID = repositoryID
    self.formerRepository = formerRepository
    self.sender = sender
    self.installationID = installationID
    self.observations = observations
  }
}
