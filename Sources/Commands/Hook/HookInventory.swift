import Client
import CommandLine
import GitHub
import MissionCore
import MissionStore
import Service

/// The hooks of one place as the `hook` commands see them.
struct HookInventory: Sendable {
  /// Where they are.
  let place: HookPlace
  let session: Session
  let github: GitHubAccess

  /// The flags that say which place is meant.
  static let flags: [Flag] = [
    Flag("org", nil, .value("LOGIN"), "the organisation's hook instead of a repository's"),
    Flag("app", nil, .toggle, "the GitHub App's own hook"),
  ]
  /// The operand that says it.
  static let operand = Operand("OWNER/REPO", "the repository (--repo, or the origin remote)", isOptional: true)

  /// The hooks of what the command line names.
  init(_ session: Session, _ arguments: ParsedArguments) throws {
    self.session = session
    place = try Self.place(arguments, home: session.configuration.repository)
    github = try GitHubAccess(session.configuration)
    guard place != .app || github.app != nil else {
      throw CommandFailure(
        .usage, "--app needs the App's identity",
        hint: "set SIGNALBOX_GITHUB_APP_ID and SIGNALBOX_GITHUB_APP_KEY_FILE")
    }
  }

  private init(_ session: Session, _ github: GitHubAccess, at place: HookPlace) {
    self.session = session
    self.github = github
    self.place = place
  }

  /// The hooks of the organisation that a repository belongs to; nil for other places. It shares the
  /// connections.
  var ofOrganization: HookInventory? {
    guard case .repository(let name) = place else { return nil }
    return HookInventory(session, github, at: .organization(name.owner))
  }

  /// The hooks at the place.
  var hooks: HookClient { HookClient(github.client(for: place), at: place) }

  /// All hooks at the place, and those of them that deliver here.
  func survey() async throws(CommandFailure) -> (all: [Hook], ours: [Hook]) {
    do throws(HookError) {
      let all = try await hooks.hooks()
      // An App has one hook, and it is ours by definition.
      if place == .app { return (all, all) }
      return (all, HookFinder(address: session.configuration.address, seenHooks: await seenHooks()).ours(all))
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Our hook, which must be there.
  func hook() async throws(CommandFailure) -> Hook {
    guard let hook = try await survey().ours.first else {
      throw CommandFailure(
        .notFound, "no hook of \(place) delivers here", hint: "'signalbox hook install' makes one")
    }
    return hook
  }

  /// Pings a hook and waits for the entry in GitHub's log; nil when none came in time.
  func ping(_ hook: HookReference) async throws(CommandFailure) -> HookDelivery? {
    do throws(HookError) {
      let log = DeliveryLister(github.client(for: place), hook: hook, priority: .eventDriven)
      let since = session.surroundings.now().adding(seconds: -300)
      let before = try await log.deliveries(since: since, bound: 1).deliveries.map(\.id).max() ?? 0
      try await hooks.ping(hook)
      session.console.progress("Waiting for GitHub's ping…")
      defer { session.console.progress(nil) }
      for _ in 0..<Self.pingLooks {
        let listing = try await log.deliveries(since: since, bound: 1)
        if let ping = listing.deliveries.first(where: { $0.event == "ping" && $0.id > before }) { return ping }
        try? await Task.sleep(for: .milliseconds(500))
      }
      return nil
    } catch {
      throw CommandFailure(error)
    }
  }

  /// GitHub gives a receiver 10 seconds, and its log shows the result a moment later.
  private static let pingLooks = 40

  /// The town, if one can be asked: it knows what has arrived, and from which hooks.
  func town() async -> Town? {
    guard let town = try? session.town() else { return nil }
    return (try? await town.store.leaseHolder()) == nil ? nil : town
  }

  /// Ends the connections.
  func close() { github.close() }

  private func seenHooks() async -> Set<Int64> {
    guard let town = try? session.town(), let seenHooks = try? await town.store.seenHooks() else { return [] }
    return Set(seenHooks.keys)
  }

  private static func place(_ arguments: ParsedArguments, home: RepositoryName?) throws(CommandFailure) -> HookPlace {
    let named = [arguments.optionalOperand(0) != nil, arguments.has("org"), arguments.has("app")].count { $0 }
    guard named <= 1 else {
      throw CommandFailure(.usage, "more than one place is named", hint: "give OWNER/REPO, --org or --app")
    }
    if arguments.has("app") { return .app }
    if let login = arguments["org"] {
      guard RepositoryName(owner: login, name: "x") != nil else {
        throw CommandFailure(.usage, "\(login.quotedForPeople) is no organisation's login", hint: "write --org LOGIN")
      }
      return .organization(login)
    }
    if let text = arguments.optionalOperand(0) {
      guard let name = RepositoryName(text) else {
        throw CommandFailure(.usage, "\(text.quotedForPeople) is not an owner/name", hint: "write owner/name")
      }
      return .repository(name)
    }
    guard let home else {
      throw CommandFailure(.usage, "no repository is named", hint: "write owner/name, or set --repo")
    }
    return .repository(home)
  }
}

extension HookDelivery {
  /// The end of the attempt, for people.
  var ending: String {
    if let statusCode, statusCode > 0 { return "answered \(statusCode)" }
    return status.printable(limit: 100)
  }

  /// Whether nothing at all answered: the address cannot be reached.
  var isUnanswered: Bool { (statusCode ?? 0) == 0 && !wasAcknowledged }

  /// What a person may do about an attempt that failed.
  var remedy: String? {
    switch statusCode {
    case 401?: "the secret differs: 'signalbox hook install --replace-secret' writes ours into the hook"
    case 404?: "the hook's URL leads to something else: check --url"
    case 503?: "the service is stopping, or its Redis is down: 'signalbox doctor'"
    case nil, 0?: "GitHub cannot reach the address: check --url, firewall and that 'signalbox serve' runs"
    default: wasAcknowledged ? nil : "see the hook's page for the answer"
    }
  }
}
