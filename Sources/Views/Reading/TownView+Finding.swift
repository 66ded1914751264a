package import CommandLine
package import MissionCore
package import MissionStore

extension TownView {
  /// The fewest characters of an identity that may stand for it.
  package static let shortestPrefix = 4

  /// The mission that an identity, or its beginning, means.
  package func mission(_ text: String) async throws -> VersionedMission {
    let id = try Identifier<Mission>(await only(text, .mission, "mission", list: "mission list --all"))
    guard let id, let mission = try await store.mission(id) else {
      throw Self.noSuch("mission", text, list: "mission list --all")
    }
    return mission
  }

  /// The task that an identity, its beginning, or the number of its planned item means.
  ///
  /// - Parameters:
  ///   - mission: The planned mission whose numbers are meant; nil means the only one.
  ///   - agent: Whose task of that number; nil means whoever holds it.
  package func task(_ text: String, of mission: String? = nil, for agent: String? = nil) async throws -> TaskRecord {
    if let number = try await meantNumber(text) { return try await openTask(number: number, of: mission, for: agent) }
    let id = try Identifier<WorkTask>(await only(text, .task, "task", list: "task list"))
    guard let id, let task = try await store.task(id) else { throw Self.noSuch("task", text, list: "task list") }
    return task
  }

  /// The number of a planned item that a word means; nil for anything else. From a thousand on, what could be a number
  /// may begin a task's identity as well: then that is meant.
  package func meantNumber(_ text: String) async throws -> Int? {
    guard let number = Self.number(text) else { return nil }
    let begins = text.count >= Self.shortestPrefix ? try await store.resolve(prefix: text, kind: .task) : []
    return begins.isEmpty ? number : nil
  }

  /// The agent that a name, an identity or its beginning means. A name counts before an identity that begins like it.
  package func agent(_ text: String) async throws -> Agent {
    let meant = try await store.agents(named: text)
    let named = meant.filter { $0.name.lowercased() == text.lowercased() }
    let agents = named.isEmpty ? meant : named
    guard let agent = agents.first else { throw Self.noSuch("agent", text, list: "agent list") }
    guard agents.count == 1 else {
      throw Self.ambiguous(text, agents.map { "\($0.id) (\($0.name.printable(limit: 60)))" })
    }
    return agent
  }

  /// The item of a mission that an identity, its beginning, an issue (`7`, `#7`, `owner/repo#7`) or a document's path
  /// means.
  package func item(_ text: String, of mission: Mission) throws(CommandFailure) -> WorkItem {
    let names = Names(in: mission, configured: home)
    let issue = try? IssueArgument.read(text, home: names.home).get()
    if let number = Self.number(text), let item = mission.item(number: number) { return item }
    let items = mission.orderedItems
    var meant = items.filter { item in
      if let own = item.issue { return own == issue }
      return item.objective == .document(path: text)
    }
    if meant.isEmpty, text.count >= Self.shortestPrefix {
      meant = items.filter { $0.id.text.hasPrefix(text.lowercased()) }
    }
    guard let item = meant.first else { throw Self.noSuch("work item", text, list: "mission status --work") }
    guard meant.count == 1 else { throw Self.ambiguous(text, meant.map { "\($0.id) (\(names.item($0)))" }) }
    return item
  }

  /// The dead letter that a delivery's GUID, its beginning, or an entry's identity means.
  package func deadLetter(_ text: String) async throws -> DeadLetter {
    let letters = try await store.deadLetters(limit: 1000)
    let exact = letters.filter { [$0.id, $0.entry.id, $0.entry.signalID].contains(text.lowercased()) }
    // The same delivery may have died twice; the newest stands for it.
    if let letter = exact.first { return letter }
    var seen = Set<String>()
    let meant = letters.filter { letter in
      guard text.count >= Self.shortestPrefix, let guid = letter.entry.signalID else { return false }
      return guid.hasPrefix(text.lowercased()) && seen.insert(guid).inserted
    }
    guard let letter = meant.first else { throw Self.noSuch("dead letter", text, list: "delivery list") }
    guard meant.count == 1 else { throw Self.ambiguous(text, meant.compactMap(\.entry.signalID)) }
    return letter
  }

  /// There is nothing of that name.
  package static func noSuch(_ what: String, _ text: String, list: String) -> CommandFailure {
    CommandFailure(.notFound, "there is no \(what) \(text.quotedForPeople)", hint: "'signalbox \(list)' shows them")
  }

  /// There are several.
  package static func ambiguous(_ text: String, _ matches: [String]) -> CommandFailure {
    CommandFailure(
      .badData, "\(text.quotedForPeople) is ambiguous: it means\n  " + matches.joined(separator: "\n  "),
      hint: "use more of the identity")
  }

  private func only(_ text: String, _ kind: IdentityKind, _ what: String, list: String) async throws -> String {
    guard text.count >= Self.shortestPrefix else {
      throw CommandFailure(
        .badData, "\(text.quotedForPeople) is too short for an identity",
        hint: "give at least \(Self.shortestPrefix) characters; 'signalbox \(list)' shows them")
    }
    let matches = try await store.resolve(prefix: text, kind: kind)
    guard let match = matches.first else { throw Self.noSuch(what, text, list: list) }
    guard matches.count == 1 else { throw Self.ambiguous(text, matches.map(\.id)) }
    return match.id
  }
}
