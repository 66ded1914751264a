import FoundationEssentials
import MissionCore

/// Pull requests from pages of REST lists, each once.
struct PullRequestList {
  let repository: RepositoryName
  private(set) var hints: [PullRequestHint] = []
  /// Whether every element could be read.
  private(set) var isWhole = true
  private var seen: Set<PullRequestReference> = []

  init(repository: RepositoryName) { self.repository = repository }

  /// Takes in a page and returns its number of elements; nil when it is no list. Pages shift while they are read, so an
  /// element may come twice.
  mutating func add(_ body: Data) -> Int? {
    guard let page = try? RepairedJSON.answer([Attempt<PullRequestPayload>].self, from: body) else { return nil }
    for attempt in page {
      guard let payload = attempt.value, let hint = payload.hint(in: repository, action: "") else {
        isWhole = false
        continue
      }
      guard payload.isInto(repository), seen.insert(hint.reference).inserted else { continue }
      hints.append(hint)
    }
    return page.count
  }
}
