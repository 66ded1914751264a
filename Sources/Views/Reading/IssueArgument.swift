package import CommandLine
package import MissionCore

/// An issue as an operator writes it: `23`, `#23`, `owner/repo#23`, or its page's address on any GitHub host.
package enum IssueArgument {
  /// The issue a text means.
  ///
  /// - Parameter home: what a bare number belongs to.
  package static func read(_ text: String, home: RepositoryName?) -> Result<IssueReference, ConfigurationProblem> {
    if text.lowercased().hasPrefix("https://") || text.lowercased().hasPrefix("http://") { return page(text) }
    if let reference = IssueReference(text) { return .success(reference) }
    let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return .failure("\(text.quotedForPeople) is neither 23, #23, owner/repo#23 nor an issue's address")
    }
    guard let home else {
      return .failure("\(text.quotedForPeople) names no repository, and neither --repo nor an origin remote does")
    }
    guard let number = Int(digits), let reference = IssueReference(repository: home, number: number) else {
      return .failure("\(text.quotedForPeople) is no issue's number")
    }
    return .success(reference)
  }

  private static func page(_ text: String) -> Result<IssueReference, ConfigurationProblem> {
    let path = text.prefix { $0 != "?" && $0 != "#" }.drop { $0 != ":" }.dropFirst(3)
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 5, !parts[0].isEmpty, let repository = RepositoryName(owner: parts[1], name: parts[2]),
      parts[4].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(parts[4]),
      let reference = IssueReference(repository: repository, number: number), parts.dropFirst(5).allSatisfy(\.isEmpty)
    else { return .failure("\(text.quotedForPeople) is not an issue's address") }
    switch parts[3] {
    case "issues": return .success(reference)
    case "pull": return .failure("\(text.quotedForPeople) is a pull request; name the issue it closes")
    default: return .failure("\(text.quotedForPeople) is not an issue's address")
    }
  }
}
