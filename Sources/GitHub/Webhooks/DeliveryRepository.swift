import MissionCore

/// The repository a delivery is about.
struct DeliveryRepository {
  let name: RepositoryName
  /// GitHub's number of it, where the delivery has one.
  let id: Int?

  /// A pull request of it.
  func pullRequest(_ number: Int, at path: String) throws(WebhookDecodingError) -> PullRequestReference {
    guard let reference = PullRequestReference(repository: name, number: number) else { throw .invalid(path) }
    return reference
  }
}
