import Client
import CommandLine
import GitHub
import MissionCore
import Service
import Views

/// Looks at GitHub: clock, limits, what the token may do in each repository, and the hooks there.
struct GitHubCheck {
  /// More repositories than this are not looked at: each costs some calls.
  private static let repositoryBound = 20

  private let session: Session
  private let github: GitHubAccess
  private let seenHooks: Set<Int64>
  private let wishes: [RepositoryName: MissionWishes]

  init(
    _ session: Session, _ github: GitHubAccess, seenHooks: Set<Int64>, wishes: [RepositoryName: MissionWishes]
  ) {
    self.wishes = wishes
    self.session = session
    self.github = github
    self.seenHooks = seenHooks
  }

  /// Everything about these repositories.
  func findings(_ repositories: [RepositoryName]) async -> [Finding] {
    guard !repositories.isEmpty else {
      return [.warning("repositories", "none to look at", remedy: "name one: 'signalbox doctor OWNER/REPO'")]
    }
    var findings: [Finding] = []
    var isAppCovering = false
    if github.app != nil {
      let hooks = await hookFindings(at: .app, isNeeded: true)
      findings += hooks.findings
      isAppCovering = hooks.isFound
    }
    let organizations = await organizations(of: repositories)
    findings += organizations.values.sorted { $0.login < $1.login }.flatMap(\.findings)
    for (number, repository) in repositories.prefix(Self.repositoryBound).enumerated() {
      session.console.progress("Looking at \(repository)…")
      do throws(GitHubError) {
        let report = try await github.client.report(on: repository)
        if number == 0 { findings += general(report) }
        findings += try await permissions(report, repository)
        let organization = organizations[repository.owner.lowercased()]
        let isCovered = isAppCovering || organization?.hasHook ?? false
        let hooks = await hookFindings(at: .repository(repository), isNeeded: !isCovered)
        findings += hooks.findings
        if !isCovered, !hooks.isFound, let hidden = organization?.hidden { findings.append(hidden) }
      } catch {
        findings.append(.fault("\(repository)", error.summary, remedy: error.remedy))
      }
    }
    if repositories.count > Self.repositoryBound {
      let rest = repositories.count - Self.repositoryBound
      findings.append(
        .warning("repositories", "\(rest) more were not looked at", remedy: "name one: 'signalbox doctor OWNER/REPO'"))
    }
    return findings
  }

  // MARK: - Token

  private func general(_ report: TokenReport) -> [Finding] {
    var findings: [Finding] = []
    if let skew = github.app?.clock.skew ?? report.skew {
      let seconds = Int(skew / .seconds(1))
      findings.append(
        abs(seconds) < 30
          ? .ok("clock", "agrees with GitHub's")
          : .fault(
            "clock", "is \(abs(seconds)) s \(seconds > 0 ? "behind" : "ahead of") GitHub's",
            remedy: "let the machine keep time (chrony, systemd-timesyncd)"))
    }
    if let end = report.expiresAt {
      let days = end.seconds(since: session.surroundings.now()) / 86_400
      findings.append(
        days >= 14
          ? .ok("token", "\(report.kind.phrase), good for \(days) days")
          : .warning(
            "token", "ends in \("day".counted(max(0, days)))", remedy: "renew it on GitHub's settings page"))
    } else {
      findings.append(
        report.kind == .anonymous
          ? .fault(
            "token", "none: public things only, sixty calls an hour", remedy: "set SIGNALBOX_GITHUB_TOKEN")
          : .ok("token", report.kind.phrase))
    }
    for (resource, window) in report.limits.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let isShort = window.limit > 0 && window.remaining * 10 < window.limit
      let text = "\(window.remaining) of \(window.limit) calls left"
      findings.append(
        isShort
          ? .warning("limit \(resource.rawValue)", text, remedy: "wait, or give Signalbox a token of its own")
          : .ok("limit \(resource.rawValue)", text))
    }
    return findings
  }

  private func permissions(
    _ report: TokenReport, _ repository: RepositoryName
  ) async throws(GitHubError) -> [Finding] {
    var permissions = report.permissions
    if let app = github.app {
      let installation = try await app.tokens.currentInstallation(for: repository)
      permissions = .granted(installation.permissions, events: installation.events)
    }
    var findings: [Finding] = []
    if report.repository.lowercased() != repository.folded {
      findings.append(
        .warning(
          "\(repository)", "is called \(report.repository) now", remedy: "use the new name in --repo and in missions"))
    }
    if report.isArchived {
      findings.append(.fault("\(repository)", "is archived: nothing can be merged", remedy: "unarchive it"))
    }
    let wishes = wishes[repository] ?? MissionWishes()
    findings += wishes.findings(in: repository, mergeMethods: report.mergeMethods, isApp: github.app != nil)
    if wishes.graceSeconds != nil,
      let finding = wishes.finding(in: repository, hasChecks: await github.habits.hasChecks(repository))
    {
      findings.append(finding)
    }
    let missing = permissions.missing(NeededPermission.missions + wishes.permissions, isPublic: report.isPublic)
    findings += missing.map { permission in
      let text = "the token may not \(permission.purpose)"
      return permission.isOptional
        ? .warning("\(repository)", text, remedy: permission.remedy)
        : .fault("\(repository)", text, remedy: permission.remedy)
    }
    if let remedy = permissions.eventsRemedy() {
      let events = permissions.missingEvents().joined(separator: ", ")
      findings.append(.fault("\(repository)", "the App is not told of \(events)", remedy: remedy))
    }
    if case .undisclosed = permissions {
      findings.append(
        .ok("\(repository)", "can be read; GitHub does not tell what \(report.kind.phrase) may do"))
    } else if missing.isEmpty {
      findings.append(.ok("\(repository)", "the token may do what missions need"))
    }
    return findings
  }

  // MARK: - Hooks

  /// What is known of an owner's hooks for all its repositories.
  private struct Organization {
    let login: String
    var findings: [Finding] = []
    var hasHook = false
    /// What to say where no other hook is found: there may be one that the token does not see.
    var hidden: Finding?
  }

  private func organizations(of repositories: [RepositoryName]) async -> [String: Organization] {
    var organizations: [String: Organization] = [:]
    for repository in repositories.prefix(Self.repositoryBound) {
      let login = repository.owner.lowercased()
      guard organizations[login] == nil else { continue }
      let place = HookPlace.organization(repository.owner)
      var organization = Organization(login: login)
      do throws(HookError) {
        _ = try await HookClient(github.client(for: place), at: place).hooks()
        (organization.findings, organization.hasHook) = await hookFindings(at: place, isNeeded: false)
      } catch {
        // A person has no such hooks; what else goes wrong is said about the repositories.
        if case .permission = error {
          organization.hidden = .warning(
            "hook of \(place)", "\(error): if one delivers here, its deliveries cannot be audited",
            remedy: error.remedy)
        }
      }
      organizations[login] = organization
    }
    return organizations
  }

  private func hookFindings(at place: HookPlace, isNeeded: Bool) async -> (findings: [Finding], isFound: Bool) {
    let subject = "hook of \(place)"
    let client = github.client(for: place)
    do throws(HookError) {
      let all = try await HookClient(client, at: place).hooks()
      let finder = HookFinder(address: session.configuration.address, seenHooks: seenHooks)
      guard let hook = finder.ours(all).first else {
        guard isNeeded else { return ([], false) }
        return (
          [
            .fault(
              subject, "none delivers here: only polling notices anything",
              remedy: "'signalbox hook install \(Self.words(place)) --url https://YOUR-HOST'")
          ], false
        )
      }
      let log = try await DeliveryLister(client, hook: hook.reference, priority: .eventDriven)
        .deliveries(since: session.surroundings.now().adding(seconds: -3 * 86_400), bound: 1).deliveries
      return (findings(subject, of: hook, surplus: finder.ours(all).count - 1, DeliveryTally(log), place), true)
    } catch {
      guard isNeeded else { return ([], false) }
      guard case .permission = error else { return ([.fault(subject, "\(error)", remedy: error.remedy)], false) }
      // Everything but the audit works without.
      return ([.warning(subject, "\(error): its deliveries cannot be audited", remedy: error.remedy)], false)
    }
  }

  private func findings(
    _ subject: String, of hook: Hook, surplus: Int, _ tally: DeliveryTally, _ place: HookPlace
  ) -> [Finding] {
    let problems = (try? HookStatus.problems(of: hook, session)) ?? []
    let install = "'signalbox hook install \(Self.words(place))' does that"
    var findings: [Finding] = problems.map { .fault(subject, "\($0)", remedy: install) }
    if surplus > 0 {
      findings.append(
        .warning(subject, "\(surplus) more deliver here: every event comes more than once", remedy: "delete them"))
    }
    switch tally.latestIsAcknowledged {
    case nil: findings.append(.ok(subject, "nothing was delivered in three days"))
    case true?:
      findings.append(.ok(subject, "\(tally.acknowledged) of the latest \(tally.attempts) deliveries arrived"))
    case false?:
      findings.append(
        .fault(
          subject, "the latest delivery did not arrive (\(tally.failed.first?.status ?? "no answer"))",
          remedy: tally.remedy ?? "see the hook's page on GitHub"))
    }
    return findings
  }

  private static func words(_ place: HookPlace) -> String {
    switch place {
    case .repository(let name): "\(name)"
    case .organization(let login): "--org \(login)"
    case .app: "--app"
    }
  }
}

extension TokenReport.Kind {
  /// What it is, in words.
  fileprivate var phrase: String {
    switch self {
    case .classic: "a classic token"
    case .fineGrained: "a fine-grained token"
    case .installation: "an App's installation token"
    case .oauth: "an OAuth token"
    case .user: "a token of an App's user"
    case .anonymous: "no token"
    case .unknown: "this token"
    }
  }
}
