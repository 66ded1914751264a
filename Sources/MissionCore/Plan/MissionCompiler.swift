/// Makes a plan of objectives: what each is, and what waits for what.
package enum MissionCompiler {
  /// The priority of an item whose issue and manifest name none.
  package static let defaultPriority = 2

  /// Compiles objectives into items, each after all it depends on, otherwise in the order of the objectives.
  ///
  /// The same input always gives the same plan. Repositories are compared without regard to case, and an issue that
  /// GitHub answers for under a new name (after a transfer or a renaming) is known by both.
  ///
  /// - Dependencies: the manifest's, else those of the body's markers (``IssueText``) and
  ///   then GitHub's own `blocked by` links. Those of the mission become ``PlannedItem/dependsOn``, all others
  ///   ``PlannedItem/outsideDependencies``.
  /// - Kind, role and priority: the manifest's, else a label's (`kind:test`, `role:backend`, `priority:1`), else what
  ///   whole words of the title, then of the body tell; priority `defaultPriority`.
  /// - An objective that the manifest skips is left out, and what depends on it does not wait for it.
  ///
  /// - Parameters:
  ///   - objectives: What the mission carries; one named twice counts once, where it was first.
  ///   - issues: What is known of the issues among them. Skipped ones may be missing.
  ///   - manifest: What `mission.toml` says; of several overrides of one issue the first counts.
  ///   - defaultPriority: The priority where none is named.
  ///   - unavailable: Why an issue is missing from `issues`, for people.
  ///   - formerNames: What repositories were called before, and are called now: texts may use either.
  ///   - formerIssues: Where transferred issues were before, and are now.
  /// - Throws: The first fault in this order: nothing to do, unknown issues (all of them), not an issue,
  ///   self-dependency, cycle.
  package static func compile(
    objectives: [Objective], issues: [IssueReference: IssueFacts], manifest: Manifest = Manifest(),
    defaultPriority: Int = defaultPriority, unavailable: [IssueReference: String] = [:],
    formerNames: [RepositoryName: RepositoryName] = [:], formerIssues: [IssueReference: IssueReference] = [:]
  ) throws(PlanFault) -> [PlannedItem] {
    let overrides = Dictionary(manifest.overrides.map { ($0.issue, $0) }, uniquingKeysWith: { first, _ in first })
    let skipped = Set(overrides.values.filter(\.skip).map(\.issue))
    let wanted = unique(objectives).filter { objective in objective.issue.map { !skipped.contains($0) } ?? true }
    guard !wanted.isEmpty else { throw .nothingToDo }
    try requireIssues(wanted, issues: issues, unavailable: unavailable)

    let members = MissionMembers(wanted, skipped: skipped, issues: issues)
    var items: [PlannedItem] = []
    var edges: [[Int]] = []
    for (index, objective) in wanted.enumerated() {
      guard case .issue(let reference) = objective, let facts = issues[reference] else {
        items.append(document(objective, priority: defaultPriority))
        edges.append([])
        continue
      }
      let override = overrides[reference]
      let waitsFor = members.sort(
        dependencies(of: facts, override: override).map { dependency in
          formerIssues[dependency] ?? formerIssues[dependency.named(formerNames)] ?? dependency.named(formerNames)
        })
      guard !waitsFor.inside.contains(index) else { throw .selfDependency(reference) }
      let item = item(objective, facts: facts, override: override, defaultPriority: defaultPriority)
      items.append(item.waiting(for: waitsFor.inside.map { wanted[$0] }, outside: waitsFor.outside))
      edges.append(waitsFor.inside)
    }
    switch DependencyGraph(dependencies: edges).order() {
    case .sorted(let order): return order.map { items[$0] }
    // Documents depend on nothing, so that every member of a cycle is an issue.
    case .cycle(let members): throw .cycle(members.compactMap { wanted[$0].issue })
    }
  }

  /// The issues an item waits for, inside its mission or not, each once, in a stable order.
  static func dependencies(of facts: IssueFacts, override: Manifest.Override?) -> [IssueReference] {
    let named =
      override?.dependsOn
      ?? IssueText.dependencies(in: facts.body, repository: facts.reference.repository, own: facts.reference)
      + (facts.blockedBy ?? [])
    return unique(named)
  }

  private static func requireIssues(
    _ objectives: [Objective], issues: [IssueReference: IssueFacts], unavailable: [IssueReference: String]
  ) throws(PlanFault) {
    let references = objectives.compactMap(\.issue)
    let unknown = references.filter { issues[$0] == nil }
    guard unknown.isEmpty else {
      throw .unknownIssues(unknown.map { "\($0): \(unavailable[$0] ?? "not found, or not visible to the token")" })
    }
    if let other = references.first(where: { issues[$0]?.isPullRequest == true }) { throw .notAnIssue(other) }
  }

  private static func document(_ objective: Objective, priority: Int) -> PlannedItem {
    let path = if case .document(let path) = objective { path } else { "" }
    return PlannedItem(
      objective: objective, title: path, kind: .design, ownerRole: nil, priority: priority, milestone: nil,
      dependsOn: [], outsideDependencies: [])
  }

  private static func item(
    _ objective: Objective, facts: IssueFacts, override: Manifest.Override?, defaultPriority: Int
  ) -> PlannedItem {
    let repository = facts.reference.repository
    let labels = PlanLabels(facts.labels)
    let kind =
      override?.kind ?? labels.kind ?? WorkKind(title: facts.title, body: facts.body, repository: repository)
    let role = override?.ownerRole.flatMap(PlanLabels.role) ?? labels.role
    return PlannedItem(
      objective: objective, title: facts.title, kind: kind,
      ownerRole: role ?? RoleWords.role(ofTitle: facts.title, kind: kind, repository: repository),
      priority: override?.priority ?? labels.priority ?? defaultPriority, milestone: override?.milestone,
      dependsOn: [], outsideDependencies: [])
  }

  private static func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
    var known: Set<Element> = []
    return elements.filter { known.insert($0).inserted }
  }
}

extension Objective {
  /// The issue, if it is one.
  var issue: IssueReference? {
    switch self {
    case .issue(let reference): reference
    case .document, .task: nil
    }
  }
}

extension IssueReference {
  /// The same issue by its repository's name of now.
  fileprivate func named(_ formerNames: [RepositoryName: RepositoryName]) -> IssueReference {
    formerNames[repository].flatMap { IssueReference(repository: $0, number: number) } ?? self
  }
}

extension PlannedItem {
  fileprivate func waiting(for objectives: [Objective], outside: [IssueReference]) -> PlannedItem {
    var item = self
    item.dependsOn = objectives
    item.outsideDependencies = outside
    return item
  }
}
