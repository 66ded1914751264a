import Client
import CommandLine
import MissionCore
import MissionStore
import Redis
import Views

/// Looks at the town's Redis, and at what stands in it.
struct TownCheck {
  private let session: Session
  private let town: Town?
  private let refusal: CommandFailure?

  init(_ session: Session) {
    self.session = session
    do throws(CommandFailure) {
      town = try session.town()
      refusal = nil
    } catch {
      town = nil
      refusal = error
    }
  }

  /// Everything about the town.
  func findings() async -> [Finding] {
    guard let town else {
      return [.fault("redis", refusal?.what ?? "cannot be reached", remedy: refusal?.hint ?? "start 'signalbox serve'")]
    }
    var findings: [Finding] = []
    do {
      let server = try await RedisServerFacts(town.connection)
      findings = Self.findings(of: server, session.configuration.redisDurability, at: town.now)
      try await look(into: town, &findings)
    } catch {
      findings.append(fault("redis", error))
    }
    return findings
  }

  private func fault(_ subject: String, _ error: any Error) -> Finding {
    let failure = CommandFailure(error, configuration: session.configuration)
    return .fault(subject, failure.what, remedy: failure.hint)
  }

  /// The repositories of active missions.
  func repositories() async -> [RepositoryName] { (try? await town?.store.activeRepositories()) ?? [] }

  /// What active missions want done in each repository.
  func wishes() async -> [RepositoryName: MissionWishes] {
    let missions = (try? await town?.store.activeMissions().missions.map(\.mission)) ?? []
    var policies: [RepositoryName: [Policy]] = [:]
    for mission in missions {
      for repository in Set(mission.issues.keys.map(\.repository) + mission.pullRequests.keys.map(\.repository)) {
        policies[repository, default: []].append(mission.header.policy)
      }
    }
    return policies.mapValues { MissionWishes($0) }
  }

  /// The hooks that have delivered here.
  func seenHooks() async -> Set<Int64> { Set(((try? await town?.store.seenHooks()) ?? [:]).keys) }

  // MARK: - Redis

  /// How Redis is set up.
  static func findings(
    of server: RedisServerFacts, _ demand: RedisDurability = .required, at now: Timestamp
  ) -> [Finding] {
    var findings: [Finding] = []
    findings.append(
      server.version >= .oldestSupported
        ? .ok("redis version", "\(server.version)")
        : .fault("redis version", "\(server.version)", remedy: "use Redis 7 or newer"))
    findings.append(durability(server, demand))
    switch server.maxmemoryPolicy {
    case "noeviction"?: findings.append(.ok("redis memory", "nothing is evicted"))
    case let policy? where server.maxmemory != 0:
      findings.append(
        .fault(
          "redis memory", "maxmemory-policy is \(policy): keys of missions may vanish",
          remedy: "CONFIG SET maxmemory-policy noeviction, and in redis.conf"))
    case let policy?:
      findings.append(
        .warning(
          "redis memory", "maxmemory-policy is \(policy); without a limit it does nothing",
          remedy: "set maxmemory-policy noeviction before maxmemory"))
    case nil:
      findings.append(
        .warning(
          "redis memory", "the configuration may not be read", remedy: "check maxmemory-policy noeviction yourself"))
    }
    if let problem = server.writeProblem {
      findings.append(.fault("redis writes", problem, remedy: "make room on its disk, and look into its log"))
    }
    let skew = (server.time.milliseconds - now.milliseconds) / 1000
    findings.append(
      abs(skew) < 5
        ? .ok("redis clock", "agrees with ours")
        : .warning(
          "redis clock", "differs from ours by \(skew) s",
          remedy: "let both machines keep time (chrony, systemd-timesyncd)"))
    return findings
  }

  private static func durability(_ server: RedisServerFacts, _ demand: RedisDurability) -> Finding {
    switch (server.appendonly, server.appendfsync) {
    case ("yes"?, "always"?): return .ok("redis durability", "appendonly yes, appendfsync always")
    case ("yes"?, let sync?):
      return .warning(
        "redis durability", "appendfsync \(sync): a crash of the machine may lose up to two seconds of deliveries",
        remedy: "CONFIG SET appendfsync always; what is lost is brought in by the audit")
    case ("no"?, _) where demand == .any:
      return .warning(
        "redis durability", "appendonly is off, as --redis-durability any accepts",
        remedy: "CONFIG SET appendonly yes to keep what was acknowledged over a restart")
    case ("no"?, _):
      return .fault(
        "redis durability", "appendonly is off: a restart of Redis loses what was acknowledged",
        remedy: "CONFIG SET appendonly yes, and appendfsync always, also in redis.conf")
    default:
      return .warning(
        "redis durability", "the configuration may not be read", remedy: "check appendonly and appendfsync yourself")
    }
  }

  // MARK: - The town

  /// What was found before Redis refused something is told, too.
  private func look(into town: Town, _ findings: inout [Finding]) async throws {
    do {
      try await town.store.checkWritable()
    } catch {
      findings.append(fault("redis writes", error))
    }
    findings.append(
      try await town.store.leaseHolder().map { .ok("service", "\($0) serves this town") }
        ?? .fault("service", "nothing serves this town", remedy: "start 'signalbox serve'"))
    try await town.store.checkSharedRecords()
    let records = try await town.store.unreadableRecords()
    findings += records.map {
      .fault(
        "record \($0.key)", "cannot be read: \($0.reason)", remedy: "mend or delete it; until then it is left alone")
    }
    if records.isEmpty { findings.append(.ok("records", "all can be read")) }
    let counts = try await town.store.counts()
    findings.append(
      counts.deadLetters == 0
        ? .ok("dead letters", "none")
        : .warning(
          "dead letters", "\("signal".counted(counts.deadLetters)) could not be handled",
          remedy: "'signalbox delivery list', then 'delivery replay' or 'delivery discard'"))
    for mission in try await town.store.activeMissions().missions.map(\.mission) {
      guard case .planning(.invalid(let problem)?) = mission.header.state else { continue }
      findings.append(
        .fault("mission \(Names.short(mission.id))", problem, remedy: "mend the issues; it is tried again by itself"))
    }
    findings += try await auditFindings(town)
    findings += try await secretFindings(town)
  }

  private func secretFindings(_ town: Town) async throws -> [Finding] {
    let secrets = try await SecretDocument.all(try session.webhookSecrets(), town.store)
    guard !(try await town.store.receivers().isEmpty) else {
      return [.warning("receivers", "none listens for webhooks", remedy: "start 'signalbox serve'")]
    }
    guard secrets.contains(where: { $0.takenSince != nil }) else {
      return [.warning("secrets", Session.foreignSecrets, remedy: Session.foreignSecretsRemedy)]
    }
    var findings: [Finding] = secrets.filter { !$0.isTakenByAll }.map {
      .fault(
        "secret \($0.fingerprint)", "not every receiver takes it",
        remedy: "let every 'signalbox serve' read the same --webhook-secret-file, or restart it")
    }
    if findings.isEmpty {
      findings.append(.ok("secrets", "\("secret".counted(secrets.count)), taken by all receivers"))
    }
    if secrets.count > 1 {
      findings.append(
        .warning(
          "secrets", "a rotation has not come to its end", remedy: "'signalbox hook rotate --finish' drops the old ones"
        ))
    }
    return findings
  }

  private func auditFindings(_ town: Town) async throws -> [Finding] {
    let counts = try await town.store.auditCounts()
    let lost = counts["lost"] ?? 0
    let now = town.now
    var findings: [Finding] = try await town.store.auditNotes().compactMap { note in
      guard now.seconds(since: note.at) < 2 * 3600 else { return nil }
      guard let problem = note.problem else { return .ok("audit of \(note.place)", "runs") }
      return .warning(
        "audit of \(note.place)", "off: \(problem)", remedy: "until then lost webhooks are found by polling only")
    }
    if lost > 0 {
      findings.append(
        .warning(
          "audit", "\("webhook".counted(lost)) could not be brought in",
          remedy: "none: polling has found what they said"))
    }
    return findings
  }
}
