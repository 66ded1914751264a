import MissionCore

/// One entry of the `pull_requests` that GitHub adds to checks: it matches by branch name, so the list may be empty
/// (for forks always) and may name pull requests of other repositories.
struct ListedPullRequest: Decodable {
  let number: WholeNumber?
  let base: Base?

  struct Base: Decodable {
    let repo: Repository?
  }

  struct Repository: Decodable {
    let id: WholeNumber?
    let url: String?
  }

  /// The listed pull requests that are of this repository: by its number, or where one of the two is unknown by its
  /// address. At most 100, as GitHub lists no more.
  static func references(_ listed: [ListedPullRequest]?, in repository: DeliveryRepository) -> [PullRequestReference] {
    var references: [PullRequestReference] = []
    for entry in (listed ?? []).prefix(100) where entry.isOf(repository) {
      guard let number = entry.number?.value,
        let reference = PullRequestReference(repository: repository.name, number: number),
        !references.contains(reference)
      else { continue }
      references.append(reference)
    }
    return references
  }

  private func isOf(_ repository: DeliveryRepository) -> Bool {
    guard let listed = base?.repo else { return false }
    if let id = listed.id?.value, let home = repository.id { return id == home }
    return listed.url?.lowercased().hasSuffix("/repos/\(repository.name.folded)") ?? false
  }
}
