/// What an issue's labels say about its work. The order of labels means nothing, so of several that name one thing the
/// same one always counts: the first kind in the order of ``WorkKind``, the alphabetically first role, the lowest
/// number.
struct PlanLabels {
  /// `kind:test`: one of the published spellings, or `merge-gate`, `merge_gate`, `follow-up`, `follow_up`.
  let kind: WorkKind?
  /// `role:backend`, in lower case.
  let role: String?
  /// `priority:1`: 0 or more.
  let priority: Int?

  /// Reads labels in any letter case; what follows no rule says nothing.
  init(_ labels: [String]) {
    let kinds = Set(Self.values("kind", in: labels).compactMap(Self.kind))
    kind = WorkKind.allCases.first { kinds.contains($0) }
    role = Self.values("role", in: labels).compactMap(Self.role).min()
    priority = Self.values("priority", in: labels).compactMap(Self.priority).min()
  }

  /// A role as roles are written: in lower case, without white space around it; nil when nothing is left.
  static func role(_ text: String) -> String? {
    let trimmed = trimmed(text).lowercased()
    return trimmed.isEmpty ? nil : trimmed
  }

  private static func values(_ key: String, in labels: [String]) -> [String] {
    labels.compactMap { label in
      let parts = label.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, trimmed(String(parts[0])).lowercased() == key else { return nil }
      return trimmed(String(parts[1]))
    }
  }

  private static func kind(_ text: String) -> WorkKind? {
    WorkKind(rawValue: String(text.lowercased().filter { $0 != "-" && $0 != "_" }))
  }

  private static func priority(_ text: String) -> Int? {
    guard text.utf8.allSatisfy(\.isDigit) else { return nil }
    return Int(text)
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
