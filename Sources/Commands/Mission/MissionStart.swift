import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `mission start`: reads what to carry, starts a mission, and waits until its plan is made.
struct MissionStart: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "mission start", "Start a mission: issues that depend on one another, carried to completion.",
    flags: [
      Flag("issue", "i", .values("ISSUE"), "23, #23, owner/repo#23 or an issue's address"),
      Flag("doc", "d", .values("PATH"), "a document in the repository"),
      Flag("manifest", nil, .value("FILE"), "overrides and policy (mission.toml)"),
      Flag("max-parallel", nil, .value("N"), "how many items at once (2)"),
      Flag("no-reviewer", nil, .toggle, "let items pass without a review"),
      Flag("auto-merge", nil, .toggle, "merge what passed all its gates"),
      Flag("watch-interval", nil, .value("SECS"), "how long a watch waits between two looks (180)"),
      Flag("dry-run", nil, .toggle, "show the plan, and make nothing"),
      Flag("again", nil, .toggle, "carry issues that an active mission carries too"),
      Flag("keep", nil, .toggle, "keep a mission whose plan cannot be made, in planning"),
      Flag("wait", nil, .value("SECS"), "how long to wait for the plan (30)"),
    ],
    examples: [
      "signalbox mission start -i 1 -i 2 -i 3", "signalbox mission start -i acme/shop#7 --manifest mission.toml",
    ])

  private let issues: [String]
  private let documents: [String]
  private let manifest: String?
  private let changes: PolicyChanges
  private let patience: Int
  private let mode: StartMode
  private let again: Bool

  private struct PolicyChanges: Sendable {
    var parallelItems: Int?
    var watchInterval: Int?
    var needsNoReviewer: Bool
    var merges: Bool
  }

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    issues = arguments.all("issue")
    documents = arguments.all("doc")
    manifest = arguments["manifest"]
    changes = PolicyChanges(
      parallelItems: try arguments.number("max-parallel", in: PolicyField.parallelItems),
      watchInterval: try arguments.number("watch-interval", in: PolicyField.watchInterval),
      needsNoReviewer: arguments.has("no-reviewer"), merges: arguments.has("auto-merge"))
    patience = try arguments.number("wait", in: 0...86_400) ?? 30
    mode = arguments.has("dry-run") ? .rehearsed : arguments.has("keep") ? .kept : .dropped
    again = arguments.has("again") || mode == .rehearsed
    guard mode != .rehearsed || patience > 0 else {
      throw CommandFailure(.usage, "--dry-run shows a plan, and --wait 0 waits for none", hint: "leave one out")
    }
    guard !issues.isEmpty || !documents.isEmpty else {
      throw CommandFailure(.usage, "a mission needs at least one --issue or --doc", hint: "for example -i 1 -i 2")
    }
  }

  var deadline: Duration? { .seconds(patience + 30) }

  func run(in session: Session) async throws -> ExitCode {
    let objectives = try objectives(home: session.configuration.repository)
    try checkDocuments(session.surroundings)
    let reading = try readManifest(session)
    let town = try session.town()
    let id = Identifier<Mission>.random
    let repositories = Set(
      objectives.compactMap { objective -> RepositoryName? in
        if case .issue(let reference) = objective { reference.repository } else { nil }
      }
    ).sorted { $0.folded < $1.folded }
    if !repositories.isEmpty {
      session.console.remark("acts on \(repositories.map(\.description).joined(separator: ", "))")
    }
    let start = ContinuousClock.now
    try await send(
      .missionStart(
        id: id, objectives: objectives, policy: reading.policy, manifest: reading.manifest, mode: mode, again: again),
      of: id, town)
    noteStrayOverrides(reading.manifest, objectives, session.console)
    let isPlanned = try await waitForPlan(of: id, town, until: start + .seconds(patience))
    guard isPlanned || patience == 0 else {
      if mode == .rehearsed {
        throw await abandon(
          CommandFailure(
            .unconfirmed, "the plan is not made after \(patience) s", hint: "GitHub is slow: a longer --wait"),
          rehearsal: id, town)
      }
      var failure = CommandFailure(
        .unconfirmed, "mission \(id) was started, but its plan is not made after \(patience) s",
        hint: "'signalbox mission status --run \(id)' shows how it goes on")
      failure.mission = id.text
      throw failure
    }
    guard let stored = try await town.store.mission(id) else {
      throw TownView.noSuch("mission", id.text, list: "mission list --all")
    }
    if mode == .rehearsed { return try await show(stored.mission, town) }
    let lines = MissionLines(
      mission: stored.mission, roster: AgentRoster(),
      names: Names(in: stored.mission, configured: session.configuration.repository), now: town.now,
      paint: session.console.paint)
    try session.console.answer(try await town.view.document(of: stored), orSay: lines.started)
    return .success
  }

  /// A start would be refused where another mission carries an issue; a rehearsal says so.
  private func remarkOnCarriedIssues(of mission: Mission, _ town: Town) async throws {
    for case .issue(let reference) in mission.header.objectives {
      let others = try await town.store.missions(interestedIn: [.conversation(reference)]).filter { $0 != mission.id }
      guard let other = others.sorted().first else { continue }
      town.console.remark("issue \(reference) is in the active mission \(other) already; --again carries it twice")
    }
  }

  /// Shows a rehearsed mission, and takes it away again.
  private func show(_ mission: Mission, _ town: Town) async throws -> ExitCode {
    let roster = try await town.store.roster(for: mission.carriedOut)
    let rehearsal = RehearsalDocument(
      mission, roster: roster, names: Names(in: mission, configured: town.configuration.repository), at: town.now)
    try await remarkOnCarriedIssues(of: mission, town)
    _ = try await town.send(.missionDrop(mission.id))
    try town.console.answer(rehearsal, orSay: rehearsal.lines)
    return .success
  }

  /// A document that is not there would be an item that nobody can do.
  private func checkDocuments(_ surroundings: Surroundings) throws(CommandFailure) {
    let missing = documents.filter { path in
      !surroundings.ancestors.contains { surroundings.isFile(path.hasPrefix("/") ? path : "\($0)/\(path)") }
    }
    guard missing.isEmpty else {
      throw CommandFailure(
        .notFound, "there is no document \(missing.map(\.quotedForPeople).joined(separator: ", "))",
        hint: "give its path in the repository, and run this in a checkout of it")
    }
  }

  /// Sends it; whoever gets no answer is told the identity, to look for it later.
  private func send(_ command: Command, of id: Identifier<Mission>, _ town: Town) async throws {
    do {
      // Where many start at once, whoever is patient waits for its turn at the clerk, too.
      _ = try await town.send(command, within: max(Town.patience, .seconds(patience)))
    } catch var failure as CommandFailure where failure.code == .unconfirmed {
      failure.what = "mission \(id): \(failure.what)"
      failure.mission = id.text
      throw failure
    }
  }

  private func objectives(home: RepositoryName?) throws(CommandFailure) -> [Objective] {
    var objectives: [Objective] = []
    var problems: [String] = []
    for text in issues {
      switch IssueArgument.read(text, home: home) {
      case .success(let reference): objectives.append(.issue(reference))
      case .failure(let problem): problems.append(problem.text)
      }
    }
    for path in documents {
      if path.printable(limit: 1000) == path, path.contains(where: { !$0.isWhitespace }) {
        objectives.append(.document(path: path))
      } else {
        problems.append("\(path.quotedForPeople) is not a document's path")
      }
    }
    guard problems.isEmpty else {
      throw CommandFailure(
        .usage, problems.joined(separator: "\n  "), hint: "write owner/repo#23, or say --repo owner/repo once")
    }
    return objectives
  }

  private func readManifest(_ session: Session) throws -> ManifestReader.Reading {
    var reading = try Self.read(manifest: manifest, in: session)
    if let number = changes.parallelItems { reading.policy.maxParallelItems = number }
    if let seconds = changes.watchInterval { reading.policy.watchIntervalSeconds = seconds }
    if changes.needsNoReviewer { reading.policy.reviewerRequired = false }
    if changes.merges { reading.policy.autoMerge = true }
    return reading
  }

  /// What a manifest says; one that is not named says nothing.
  static func read(manifest: String?, in session: Session) throws -> ManifestReader.Reading {
    guard let manifest else { return ManifestReader.Reading() }
    let text: String
    switch session.surroundings.read(session.surroundings.absolute(manifest)) {
    case .failure(let fault):
      throw CommandFailure(
        fault == .missing ? .notFound : .badData, "\(manifest.printable(limit: 200)): \(fault.description)",
        hint: "check --manifest")
    case .success(let bytes): text = String(decoding: bytes, as: UTF8.self)
    }
    var reading: ManifestReader.Reading
    do throws(ManifestFaults) {
      reading = try ManifestReader.read(text, home: session.configuration.repository)
    } catch {
      throw error.failure(path: manifest)
    }
    if let path = reading.contract {
      reading.manifest.contract = try contract(path, beside: manifest, fulfilled: reading.manifest, in: session)
    }
    return reading
  }

  /// The text of the contract that a manifest names, which counts from the manifest's own directory.
  private static func contract(
    _ path: String, beside manifest: String, fulfilled: Manifest, in session: Session
  ) throws -> String {
    let directory = session.surroundings.absolute(manifest).split(separator: "/", omittingEmptySubsequences: false)
    let place = path.hasPrefix("/") ? path : directory.dropLast().joined(separator: "/") + "/" + path
    let text: String
    switch session.surroundings.read(place) {
    case .failure(let fault):
      throw CommandFailure(
        fault == .missing ? .notFound : .badData, "\(path.printable(limit: 200)): \(fault.description)",
        hint: "check 'contract' in \(manifest.printable(limit: 200))")
    case .success(let bytes): text = String(decoding: bytes, as: UTF8.self)
    }
    let known: Contract
    do throws(ContractFaults) {
      known = try Contract(reading: text)
    } catch {
      throw CommandFailure(
        .badData, "the contract contradicts itself: \(error)", hint: "mend \(path.printable(limit: 200))")
    }
    let claimed = fulfilled.overrides.flatMap { $0.fulfills ?? [] }
    if let unknown = claimed.first(where: { id in !known.claims.contains { $0.id == id } }) {
      throw CommandFailure(
        .badData, "\(unknown) is not in the contract", hint: "mend 'fulfills' in \(manifest.printable(limit: 200))")
    }
    let gaps = known.claims.map(\.id).filter { !claimed.contains($0) }
    if !gaps.isEmpty {
      let more = gaps.count > 20 ? " and \(gaps.count - 20) more" : ""
      session.console.remark(
        "no issue fulfills \(gaps.prefix(20).map(\.text).joined(separator: ", "))\(more): the mission waits until that is waived"
      )
    }
    return text
  }

  private func noteStrayOverrides(_ manifest: Manifest, _ objectives: [Objective], _ console: Console) {
    let stray = manifest.overrides.map(\.issue).filter { !objectives.contains(.issue($0)) }
    guard !stray.isEmpty else { return }
    console.remark("the manifest also names \(stray.map(\.description).joined(separator: ", ")), not in this mission")
  }

  /// A rehearsal without a plan leaves nothing behind either.
  private func abandon(_ failure: CommandFailure, rehearsal id: Identifier<Mission>, _ town: Town) async
    -> CommandFailure
  {
    _ = try? await town.send(.missionDrop(id))
    var failure = failure
    failure.hint += "; nothing was made"
    return failure
  }

  private func waitForPlan(
    of id: Identifier<Mission>, _ town: Town, until end: ContinuousClock.Instant
  ) async throws -> Bool {
    guard patience > 0 else { return false }
    let rest = max(.seconds(1), ContinuousClock.now.duration(to: end))
    do {
      return try await town.console.whileWaiting("⏳ Planning mission \(id)…") {
        try await town.receipt(id.text, timeout: rest) != nil
      }
    } catch let refusal as Refusal {
      var failure = CommandFailure(refusal)
      if mode == .rehearsed, refusal.kind == .unavailable {
        failure.hint = "try again when GitHub answers"
        throw await abandon(failure, rehearsal: id, town)
      }
      guard mode == .kept || refusal.kind == .unavailable else { throw failure }
      failure.what = "mission \(id) stays in planning: \(failure.what)"
      failure.mission = id.text
      throw failure
    }
  }
}
