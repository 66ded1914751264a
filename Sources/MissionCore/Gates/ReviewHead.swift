/// What a review looks at, and an approval is good for.
package enum ReviewHead: Hashable, Sendable {
  /// The heads of all open pull requests of an item, in their order.
  case commits([String])
  /// The running number of a result without a pull request.
  case submission(Int)

  /// The commit where the work began that is to be looked at; nil where there is none.
  package var commit: String? {
    switch self {
    case .commits(let commits): commits.first
    case .submission: nil
    }
  }

  /// Whether everything the other one holds is part of this: of several pull requests one may be merged since.
  func covers(_ other: ReviewHead) -> Bool {
    switch (self, other) {
    case (.commits(let approved), .commits(let open)): open.allSatisfy(approved.contains)
    case (.submission, _), (.commits, .submission): self == other
    }
  }
}

extension ReviewHead: Codable, CustomStringConvertible {
  private static let submissionMark = "result:"

  /// The form in the records: the commits joined by `+`, or `result:N`.
  package var description: String {
    switch self {
    case .commits(let commits): commits.joined(separator: "+")
    case .submission(let number): "\(Self.submissionMark)\(number)"
    }
  }

  /// Reads the form in the records.
  package init(_ text: String) {
    if text.hasPrefix(Self.submissionMark), let number = Int(text.dropFirst(Self.submissionMark.count)) {
      self = .submission(number)
    } else {
      self = .commits(text.split(separator: "+").map(String.init))
    }
  }

  /// Reads the form in the records.
  package init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the form in the records.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
