/// What a mission knows of the repositories it deals with.
package struct Repositories: MissionPart {
  /// What is known of each, by its name of now.
  package private(set) var elements = Elements<RepositoryName, RepositoryFacts>()

  init(_ facts: [RepositoryFacts] = []) {
    elements = Elements(facts, by: \.name)
  }

  /// What the repositories were called before, and what they are called now.
  var formerNames: [RepositoryName: RepositoryName] {
    let pairs = elements.values.flatMap { facts in facts.formerNames.map { ($0, facts.name) } }
    return Dictionary(pairs.filter { elements[$0.0] == nil }) { first, _ in first }
  }

  /// Which of the repositories goes by this name now that went by another until now: GitHub's number tells, or its
  /// word.
  func former(of name: RepositoryName, id: Int?, told former: RepositoryName?) -> RepositoryName? {
    if let id, let known = elements.values.first(where: { $0.id == id }) {
      return known.name == name ? nil : known.name
    }
    // The name it had may belong to another repository of the mission by now.
    guard let former, former != name, elements[former]?.id == nil || id == nil else { return nil }
    return former
  }

  /// GitHub's number of it.
  mutating func identify(_ name: RepositoryName, as id: Int) {
    elements[name, default: RepositoryFacts(name: name)].id = id
  }

  /// Whether it can be worked with; true when that is news.
  mutating func note(_ standing: RepositoryFacts.Standing, of name: RepositoryName) -> Bool {
    guard elements[name]?.standing ?? .usable != standing else { return false }
    elements[name, default: RepositoryFacts(name: name)].standing = standing
    return true
  }

  /// Something in it was read: it is not lost.
  mutating func noteReadable(_ name: RepositoryName) {
    guard case .lost = elements[name]?.standing else { return }
    elements[name]?.standing = .usable
  }

  /// A fetch found something that a webhook should have told: webhooks of it are not to be relied on.
  mutating func noteMissed(in name: RepositoryName, at now: Timestamp) {
    elements[name, default: RepositoryFacts(name: name)].missedAt = now
  }

  /// Whether anything checks what is pushed to it; nil where that could not be found out.
  mutating func noteCheckHabits(_ hasChecks: Bool?, of name: RepositoryName) {
    elements[name, default: RepositoryFacts(name: name)].hasChecks = hasChecks
    elements[name]?.isAskedForChecks = true
  }

  /// These review bots look at every push of it.
  mutating func noteBots(_ bots: Set<String>, of name: RepositoryName) {
    guard bots != elements[name]?.knownBots ?? [] else { return }
    elements[name, default: RepositoryFacts(name: name)].knownBots = bots
  }

  /// It goes by another name. What is known under both keeps what was known under the old one.
  mutating func rename(_ former: RepositoryName, to name: RepositoryName) {
    var facts = elements[former] ?? RepositoryFacts(name: former)
    facts.name = name
    facts.id = facts.id ?? elements[name]?.id
    facts.formerNames.removeAll { $0 == former || $0 == name }
    facts.formerNames.append(former)
    if facts.formerNames.count > 10 { facts.formerNames.removeFirst() }
    if facts.standing != .archived { facts.standing = .usable }
    elements[former] = nil
    elements[name] = facts
  }
}
