import CommandLine
import MissionCore
import TOML
import Views

/// Reads a `mission.toml`: `[[overrides]]` per issue, and `[policy]`.
struct ManifestReader {
  /// What the file says.
  struct Reading: Sendable, Equatable {
    /// The overrides.
    var manifest = Manifest()
    /// The rules, defaults where the file says nothing.
    var policy = Policy()
    /// The path of the contract, as it is written.
    var contract: String?
  }

  private let home: RepositoryName?
  private let places: ManifestPlaces
  private var faults: [ManifestFault] = []

  /// Reads the text of a manifest, or says everything that is wrong with it.
  ///
  /// - Parameter home: what a bare number belongs to.
  static func read(_ text: String, home: RepositoryName?) throws(ManifestFaults) -> Reading {
    let document: [String: TOMLValue]
    do throws(TOMLError) {
      document = try TOMLDocument.parse(text)
    } catch {
      let problem = error.message.printable()
      throw ManifestFaults(faults: [ManifestFault(line: error.line, place: "column \(error.column)", problem: problem)])
    }
    var reader = ManifestReader(home: home, places: ManifestPlaces(text))
    let reading = reader.read(document)
    guard reader.faults.isEmpty else {
      throw ManifestFaults(faults: reader.faults.sorted { ($0.line ?? 0, $0.place) < ($1.line ?? 0, $1.place) })
    }
    return reading
  }

  private init(home: RepositoryName?, places: ManifestPlaces) {
    self.home = home
    self.places = places
  }

  private mutating func read(_ document: [String: TOMLValue]) -> Reading {
    var reading = Reading()
    var root = TableReader("", document)
    switch root.take("policy") {
    case nil: break
    case .table(let values)?:
      var table = TableReader("policy", values)
      table.refuse("contract", "contract stands above [policy]")
      reading.policy = policy(&table)
      gather(&table)
    case .some: root.note("policy", "it is not a table; write [policy]")
    }
    reading.manifest.overrides = overrides(&root)
    reading.contract = root.text("contract")
    gather(&root)
    return reading
  }

  private mutating func overrides(_ root: inout TableReader) -> [Manifest.Override] {
    guard let value = root.take("overrides") else { return [] }
    guard case .array(let tables) = value else {
      root.note("overrides", "it is not a list of tables; write [[overrides]]")
      return []
    }
    var overrides: [Manifest.Override] = []
    var seen = Set<IssueReference>()
    for (index, element) in tables.enumerated() {
      var table = TableReader("overrides[\(index + 1)]", [:])
      if case .table(let values) = element {
        table = TableReader(table.name, values)
        table.refuse("contract", "contract stands above [[overrides]]")
        if let override = override(&table) {
          if seen.insert(override.issue).inserted {
            overrides.append(override)
          } else {
            table.note("issue", "\(override.issue) is overridden twice")
          }
        }
      } else {
        table.note(nil, "it is not a table; write [[overrides]]")
      }
      gather(&table)
    }
    return overrides
  }

  private func override(_ table: inout TableReader) -> Manifest.Override? {
    var reference: IssueReference?
    if let value = table.take("issue") {
      reference = issue(value, "issue", &table)
    } else {
      table.note(nil, "it names no issue")
    }
    let kind = kind(&table)
    let dependsOn = dependencies(&table)
    let role = table.text("owner_role")?.lowercased()
    let priority = table.number("priority", in: -1000...1000)
    let milestone = table.text("milestone")
    let fulfills = assertions(&table)
    let skip = table.flag("skip") ?? false
    guard let reference else { return nil }
    return Manifest.Override(
      issue: reference, kind: kind, dependsOn: dependsOn, ownerRole: role, priority: priority, milestone: milestone,
      fulfills: fulfills, skip: skip)
  }

  private func assertions(_ table: inout TableReader) -> [AssertionID]? {
    guard let value = table.take("fulfills") else { return nil }
    guard case .array(let elements) = value else {
      table.note("fulfills", "it is not a list")
      return nil
    }
    var ids: [AssertionID] = []
    for element in elements {
      guard case .string(let text) = element, let id = AssertionID(text) else {
        table.note("fulfills", "one of them names no assertion; write for example \"VAL-AUTH-001\"")
        continue
      }
      ids.append(id)
    }
    return ids
  }

  private func kind(_ table: inout TableReader) -> WorkKind? {
    guard let text = table.text("kind") else { return nil }
    let kind = WorkKind(written: text)
    if kind == nil {
      table.note("kind", "\(text.quotedForPeople) is not design, implement, test, review, merge_gate or followup")
    }
    return kind
  }

  private func dependencies(_ table: inout TableReader) -> [IssueReference]? {
    guard let value = table.take("depends_on") else { return nil }
    guard case .array(let elements) = value else {
      table.note("depends_on", "it is not a list")
      return nil
    }
    var references: [IssueReference] = []
    for element in elements {
      if let reference = issue(element, "depends_on", &table) { references.append(reference) }
    }
    return references
  }

  private func issue(_ value: TOMLValue, _ key: String, _ table: inout TableReader) -> IssueReference? {
    let text: String
    switch value {
    case .integer(let number): text = String(number)
    case .string(let written): text = written
    case .float, .boolean, .dateTime, .array, .table:
      table.note(key, "it is not an issue; write 23 or \"owner/repo#23\"")
      return nil
    }
    switch IssueArgument.read(text, home: home) {
    case .success(let reference): return reference
    case .failure(let problem):
      table.note(key, problem.text)
      return nil
    }
  }

  private func policy(_ table: inout TableReader) -> Policy {
    var policy = Policy()
    for field in PolicyField.all { read(field, &table, &policy) }
    return policy
  }

  private func read(_ field: PolicyField, _ table: inout TableReader, _ policy: inout Policy) {
    switch field.value {
    case .number(let path, let range):
      policy[keyPath: path] = table.number(field.name, in: range) ?? policy[keyPath: path]
    case .flag(let path): policy[keyPath: path] = table.flag(field.name) ?? policy[keyPath: path]
    case .amount(let path): policy[keyPath: path] = table.amount(field.name) ?? policy[keyPath: path]
    case .repositories(let path):
      policy[keyPath: path] = repositories(field.name, &table) ?? policy[keyPath: path]
    case .word(let allowed, _, let take):
      guard let text = table.text(field.name), !take(text.lowercased(), &policy) else { return }
      let others = allowed.dropLast().joined(separator: ", ")
      table.note(
        field.name,
        allowed.count == 2
          ? "\(text.quotedForPeople) is neither \(allowed[0]) nor \(allowed[1])"
          : "\(text.quotedForPeople) is not \(others) or \(allowed.last ?? "")")
    }
  }

  private func repositories(_ key: String, _ table: inout TableReader) -> [RepositoryName]? {
    guard let value = table.take(key) else { return nil }
    guard case .array(let elements) = value else {
      table.note(key, "it is not a list")
      return nil
    }
    return elements.compactMap { element in
      guard case .string(let text) = element, let name = RepositoryName(text) else {
        table.note(key, "one of it is not \"owner/name\"")
        return nil
      }
      return name
    }
  }

  private mutating func gather(_ table: inout TableReader) {
    table.finish()
    faults += table.faults.map { ManifestFault(line: places.line(of: $0.place), place: $0.place, problem: $0.problem) }
  }
}

extension WorkKind {
  /// Reads the ways people write a kind: `merge_gate`, `merge-gate`, `follow-up`.
  fileprivate init?(written text: String) {
    self.init(rawValue: text.lowercased().filter { $0 != "_" && $0 != "-" && !$0.isWhitespace })
  }
}
