/// Reads a task list of an issue's text (`- [ ] #4`, `- [x] #5`): the parts that an issue without sub-issues has.
package enum TaskListEntries {
  /// Most parts that are read.
  private static let bound = 100

  /// The issues of the entries that are not ticked, in their order, each once. What is quoted, code or hidden is none.
  package static func openIssues(in markdown: String, home: RepositoryName) -> [IssueReference] {
    var issues: [IssueReference] = []
    let visible = VisibleMarkdown.text(of: markdown).bytes.split(separator: ASCII.newline).map(Array.init)
    for line in visible {
      let text = String(decoding: line, as: UTF8.self).drop(while: \.isWhitespace)
      guard let mark = text.first, "-*+".contains(mark) else { continue }
      let entry = text.dropFirst().drop(while: \.isWhitespace)
      guard entry.hasPrefix("[ ]") else { continue }
      let words = entry.dropFirst(3).split(whereSeparator: \.isWhitespace)
      guard let word = words.first, let issue = issue(String(word), home: home), !issues.contains(issue) else {
        continue
      }
      issues.append(issue)
      if issues.count == bound { break }
    }
    return issues
  }

  private static func issue(_ word: String, home: RepositoryName) -> IssueReference? {
    var text = word[...]
    while let last = text.last, ".,:;".contains(last) { text.removeLast() }
    if text.hasPrefix("#") { return Int(text.dropFirst()).flatMap { IssueReference(repository: home, number: $0) } }
    if let reference = IssueReference(String(text)) { return reference }
    // …/owner/name/issues/4
    let parts = text.split(separator: "/")
    guard parts.count >= 4, parts[parts.count - 2] == "issues", let number = Int(parts[parts.count - 1]),
      let name = RepositoryName(owner: String(parts[parts.count - 4]), name: String(parts[parts.count - 3]))
    else { return nil }
    return IssueReference(repository: name, number: number)
  }
}
