/// Reads from a title who should do the work.
enum RoleWords {
  private static let roles: [(role: String, words: Set<String>)] = [
    ("backend", ["backend", "api", "server"]),
    ("frontend", ["frontend", "ui", "web"]),
    ("devops", ["devops", "infrastructure", "deploy"]),
  ]

  /// The role that whole words of the title name, in the table's order; nil when none does.
  ///
  /// Only building and following up are told apart by area: "Design auth API" is a designer's, "Test the web pages" a
  /// tester's, and their kind already says so.
  static func role(ofTitle title: String, kind: WorkKind, repository: RepositoryName) -> String? {
    guard kind == .implement || kind == .followUp else { return nil }
    let words = Set(Prose(title: title, repository: repository).words)
    return roles.first { !$0.words.isDisjoint(with: words) }?.role
  }
}
