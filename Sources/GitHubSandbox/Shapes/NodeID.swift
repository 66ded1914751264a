/// GraphQL's name of a thing: a prefix for the kind, as GitHub's have, and the database id.
struct NodeID: Equatable {
  /// The kinds that can be named; the raw values are GitHub's prefixes.
  enum Kind: String, CaseIterable {
    case repository = "R"
    case user = "U"
    case bot = "BOT"
    case organization = "O"
    case issue = "I"
    case pullRequest = "PR"
    case review = "PRR"
    case reviewThread = "PRRT"
    case reviewComment = "PRRC"
    case issueComment = "IC"
    case checkRun = "CR"
    case checkSuite = "CS"
    case workflow = "W"
    case workflowRun = "WFR"
    case status = "SC"
    case label = "LA"
    case commit = "C"
    case app = "A"
    case branch = "REF"
    case rule = "RR"
    case protection = "BPR"
    case reaction = "REA"
  }

  var kind: Kind
  var id: Int

  init(_ kind: Kind, _ id: Int) {
    self.kind = kind
    self.id = id
  }

  /// Reads such a name; nil for any other text.
  init?(_ text: String) {
    let parts = text.components(around: "_kwSB")
    guard let parts, let kind = Kind(rawValue: parts.before), let id = Int(parts.after, radix: 36), id >= 0,
      NodeID(kind, id).text == text
    else { return nil }
    self.init(kind, id)
  }

  var text: String { "\(kind.rawValue)_kwSB\(String(id, radix: 36))" }

  var json: JSONValue { .string(text) }
}

extension String {
  fileprivate func components(around separator: String) -> (before: String, after: String)? {
    guard let range = firstRange(of: separator) else { return nil }
    return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
  }
}
