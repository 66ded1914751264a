package import MissionCore

/// Everything the sandbox knows: accounts, repositories, and what is in them.
///
/// A plain value without clock or randomness. Every change is a method that takes an ``Act`` and returns the
/// ``HookEvent``s GitHub would send for it; who delivers them, and what gets lost on the way, is decided elsewhere.
package struct SandboxState: Sendable {
  var links: Links
  /// How many readers hear `mergeable: null` after a head or a base moved.
  package var mergeabilityReads = 1
  /// Whether `mergeable` stays null for good.
  package var isMergeabilityStuck = false

  package internal(set) var repositories: [Int: RepositoryRecord] = [:]
  /// The hooks of organisations, by login in lower case.
  package internal(set) var organizationHooks: [String: [HookRecord]] = [:]
  private(set) var accounts: [String: AccountRecord] = [:]
  private(set) var apps: [String: AppRecord] = [:]
  /// Names of today and before a renaming, in lower case.
  var names: [String: Int] = [:]
  private var lastSmallID = 1_000
  /// Beyond 32 bits, as many of GitHub's are.
  private var lastID = 5_000_000_000

  init(links: Links) {
    self.links = links
  }

  // MARK: Identities

  mutating func newID() -> Int {
    lastID += 1
    return lastID
  }

  mutating func newSmallID() -> Int {
    lastSmallID += 1
    return lastSmallID
  }

  /// A commit id that no other call gives.
  mutating func newSHA(_ purpose: String) -> String { CommitName.make(purpose, newID()) }

  // MARK: Accounts

  /// The account of a login; whoever is not known yet becomes a user, or a bot if the login ends in `[bot]`.
  @discardableResult
  package mutating func account(named login: String, kind: AccountRecord.Kind? = nil) -> AccountRecord {
    let key = login.lowercased()
    if var known = accounts[key] {
      if let kind, known.kind != kind {
        known.kind = kind
        accounts[key] = known
      }
      return known
    }
    let account = AccountRecord(
      id: newSmallID(), login: login, kind: kind ?? (login.hasSuffix("[bot]") ? .bot : .user))
    accounts[key] = account
    return account
  }

  /// The account of a login as far as it is known; a placeholder otherwise.
  package func knownAccount(_ login: String) -> AccountRecord {
    accounts[login.lowercased()]
      ?? AccountRecord(id: 0, login: login, kind: login.hasSuffix("[bot]") ? .bot : .user)
  }

  /// The app whose bot acts, or GitHub Actions where a person does: only apps report check runs.
  mutating func app(for actor: String) -> AppRecord {
    let slug = actor.hasSuffix("[bot]") ? String(actor.dropLast(5)).lowercased() : "github-actions"
    if let known = apps[slug] { return known }
    // The id GitHub Actions has at github.com, which rulesets name.
    let app = AppRecord(
      id: slug == "github-actions" ? 15_368 : newSmallID(), slug: slug,
      name: slug == "github-actions" ? "GitHub Actions" : slug)
    apps[slug] = app
    return app
  }

  // MARK: Finding

  /// The repository of a name. One that was renamed since is answered with its new place.
  package func repository(_ name: RepositoryName) throws(APIRefusal) -> RepositoryRecord {
    guard let id = names[name.folded], let repository = repositories[id] else { throw .notFound }
    guard repository.name == name else { throw .moved(to: "\(links.api)/repositories/\(id)") }
    return repository
  }

  /// The issue of a number, pull requests included.
  package func issue(_ number: Int, in repository: RepositoryRecord) throws(APIRefusal) -> IssueRecord {
    switch repository.issues[number] {
    case .here(let issue): return issue
    case .deleted: throw .gone("This issue was deleted")
    case .moved(let id, let number):
      guard repositories[id] != nil else { throw .notFound }
      throw .moved(to: "\(links.api)/repositories/\(id)/issues/\(number)")
    case nil: throw .notFound
    }
  }

  /// The pull request of a number.
  package func pull(_ number: Int, in repository: RepositoryRecord) throws(APIRefusal) -> PullRequestRecord {
    guard let pull = repository.pulls[number] else { throw .notFound }
    return pull
  }

  // MARK: Keeping

  mutating func keep(_ issue: IssueRecord, in repository: Int) {
    repositories[repository]?.issues[issue.number] = .here(issue)
  }

  mutating func keep(_ pull: PullRequestRecord, in repository: Int) {
    repositories[repository]?.pulls[pull.number] = pull
  }

  /// Moves the time of an issue's or a pull request's last change.
  mutating func touch(_ number: Int, in repository: Int, at now: Timestamp) {
    guard case .here(var issue)? = repositories[repository]?.issues[number] else { return }
    issue.updatedAt = max(issue.updatedAt, now)
    keep(issue, in: repository)
  }

  /// Refuses an actor who may not write.
  func requireWrite(_ actor: String, in repository: RepositoryRecord) throws(APIRefusal) {
    guard repository.permission(of: actor) >= .write else {
      throw .forbidden("Must have push access to the repository")
    }
  }

  // MARK: Events

  /// An event of a repository, with the members every payload has.
  func event(
    _ name: String, _ action: String?, in repository: Int, by act: Act, hook: Int? = nil, _ members: JSONValue
  ) -> HookEvent {
    var payload: JSONValue = action.map { ["action": .string($0)] } ?? [:]
    payload = payload.adding(members)
    if let record = repositories[repository] {
      payload = payload.adding(["repository": shape(record)])
    }
    payload = payload.adding(["sender": shape(knownAccount(act.actor))])
    return HookEvent(name: name, action: action, repository: repository, hook: hook, payload: payload)
  }
}
