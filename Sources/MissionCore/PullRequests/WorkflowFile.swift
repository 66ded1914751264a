/// A file of `.github/workflows`, as far as it says what begins it
/// (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#on).
package struct WorkflowFile: Hashable, Sendable {
  /// The file's name.
  package let name: String
  /// What stands in it, untrusted text.
  package let text: String

  /// A file.
  package init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// Whether a push to a branch or a pull request begins it. Paths that it leaves out are not looked at: it is waited
  /// for a while, no more. A push that names branches is one to others than a pull request's.
  package var beginsOnHead: Bool {
    guard name.hasSuffix(".yml") || name.hasSuffix(".yaml") else { return false }
    var events: [Substring: Bool] = [:]
    var isInside = false
    var event: (name: Substring, indent: Int)?
    for line in text.split(whereSeparator: \.isNewline) {
      let indent = line.prefix { $0 == " " }.count
      let content = line.dropFirst(indent).prefix { $0 != "#" }.trimmingBlanks()
      guard !content.isEmpty else { continue }
      if indent == 0 {
        isInside = false
        guard let value = Self.value(of: ["on", "\"on\"", "'on'"], in: content) else { continue }
        isInside = true
        event = nil
        for word in value.split(whereSeparator: { " ,[]\"'{}:".contains($0) }) { events[word] = false }
      } else if isInside {
        if event == nil || indent <= event?.indent ?? 0 {
          let name = content.drop { $0 == "-" || $0 == " " }.prefix { $0 != ":" && $0 != " " }
          event = (name, indent)
          events[name] = false
        } else if let name = event?.name, content.hasPrefix("branches:") || content.hasPrefix("tags:") {
          events[name] = !Self.namesEveryBranch(content)
        } else if let name = event?.name, events[name] == true, content.hasPrefix("-"), Self.namesEveryBranch(content) {
          events[name] = false
        }
      }
    }
    return events["pull_request"] != nil || events["pull_request_target"] != nil || events["push"] == false
  }

  private static func namesEveryBranch(_ patterns: Substring) -> Bool {
    patterns.split { " ,[]\"'-".contains($0) }.contains { $0 == "*" || $0 == "**" }
  }

  private static func value(of keys: [String], in line: Substring) -> Substring? {
    for key in keys where line.hasPrefix(key + ":") { return line.dropFirst(key.count + 1) }
    return nil
  }
}

extension Substring {
  fileprivate func trimmingBlanks() -> Substring {
    var text = self
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }
}
