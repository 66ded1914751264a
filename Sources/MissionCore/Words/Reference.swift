/// Names the issues among the numbered things of a repository.
package enum Issue {}
/// Names the pull requests among the numbered things of a repository.
package enum PullRequest {}

/// One numbered thing of a repository: an issue or a pull request (they share one numbering).
package struct Reference<Subject>: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The repository.
  package let repository: RepositoryName
  /// The number, 1 or more.
  package let number: Int

  /// A reference; nil unless the number lies in 1...2^31-1.
  package init?(repository: RepositoryName, number: Int) {
    guard (1...Int(Int32.max)).contains(number) else { return nil }
    self.repository = repository
    self.number = number
  }

  /// Reads `owner/name#number`.
  package init?(_ text: String) {
    let parts = text.split(separator: "#", omittingEmptySubsequences: false)
    guard parts.count == 2, let repository = RepositoryName(String(parts[0])),
      parts[1].utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let number = Int(parts[1])
    else { return nil }
    self.init(repository: repository, number: number)
  }

  /// `owner/name#number`.
  package var description: String { "\(repository)#\(number)" }

  /// `owner/name#number` in lower case: the form for keys.
  package var folded: String { "\(repository.folded)#\(number)" }

  /// Equal when both repository and number are.
  package static func == (left: Self, right: Self) -> Bool {
    left.number == right.number && left.repository == right.repository
  }

  /// By the number alone: things of one number in several repositories are few, and hashing a name costs most.
  package func hash(into hasher: inout Hasher) { hasher.combine(number) }

  /// By repository, then by number.
  package static func < (left: Self, right: Self) -> Bool {
    left.repository == right.repository ? left.number < right.number : left.repository < right.repository
  }
}

/// An issue's `owner/name#number`.
package typealias IssueReference = Reference<Issue>
/// A pull request's `owner/name#number`.
package typealias PullRequestReference = Reference<PullRequest>

extension Reference: Codable, CodingKeyRepresentable {
  /// Reads `owner/name#number`.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let reference = Self(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an owner/name#number")
    }
    self = reference
  }

  /// Writes `owner/name#number`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  /// `owner/name#number`, so that a dictionary keyed by references is a JSON object.
  package var codingKey: any CodingKey { TextKey(description) }

  /// Reads `owner/name#number`.
  package init?(codingKey: some CodingKey) { self.init(codingKey.stringValue) }
}

extension Reference<Issue> {
  /// The pull request of the same number: GitHub numbers both in one sequence.
  package var asPullRequest: PullRequestReference { PullRequestReference(repository: repository, number: number)! }
}

extension Reference<PullRequest> {
  /// The issue of the same number: GitHub numbers both in one sequence.
  package var asIssue: IssueReference { IssueReference(repository: repository, number: number)! }
}
