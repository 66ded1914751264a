extension PlanFile {
  /// A key of a text that no plan has.
  package struct UnknownKey: Hashable, Sendable {
    /// Whose key it is: `tasks[3].task`, counted from 1; empty for the file's own.
    package let place: String
    /// The key, untrusted text.
    package let key: String
    /// The keys that stand there in a plan.
    package let known: [String]
  }

  /// The keys of a JSON text that would be left unread, in its order; none where it is no JSON object at all.
  package static func unknownKeys(in text: String) -> [UnknownKey] {
    var reader = StrictJSONReader(text)
    guard let members = try? reader.document() else { return [] }
    let file = ProofValue.members(members.map { .init(name: $0.name, value: $0.value) })
    var unknown = strange(file, "", CodingKeys.self)
    for (place, stage) in elements(of: file["milestones"], "milestones") {
      unknown += strange(stage, place, Stage.CodingKeys.self)
    }
    for (place, entry) in elements(of: file["tasks"], "tasks") {
      unknown += strange(entry, place, Entry.CodingKeys.self)
      if let task = entry["task"] { unknown += strange(task, "\(place).task", TaskDraft.CodingKeys.self) }
    }
    return unknown
  }

  private static func elements(of value: ProofValue?, _ name: String) -> [(place: String, value: ProofValue)] {
    guard case .list(let values)? = value else { return [] }
    return values.enumerated().map { ("\(name)[\($0 + 1)]", $1) }
  }

  private static func strange<Key: CodingKey & CaseIterable>(
    _ value: ProofValue, _ place: String, _ keys: Key.Type
  ) -> [UnknownKey] {
    guard case .members(let members) = value else { return [] }
    let known = keys.allCases.map(\.stringValue)
    return members.filter { !known.contains($0.name) }.map { UnknownKey(place: place, key: $0.name, known: known) }
  }
}
