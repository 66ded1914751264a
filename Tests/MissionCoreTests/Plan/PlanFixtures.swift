import MissionCore

let shop = RepositoryName("acme/shop")!

/// `"4 acme/api#5"` as references; bare numbers are of acme/shop.
func references(_ text: String) -> [IssueReference] {
  text.split(separator: " ").map { part in
    IssueReference(String(part)) ?? IssueReference(repository: shop, number: Int(part)!)!
  }
}

func issue(_ number: Int) -> Objective { .issue(IssueReference(repository: shop, number: number)!) }

func facts(
  _ reference: String, _ title: String = "Work", body: String = "", labels: [String] = [], blockedBy: String? = nil,
  isPullRequest: Bool = false
) -> IssueFacts {
  IssueFacts(
    reference: references(reference)[0], title: title, body: body, state: .open, labels: labels, url: "",
    isPullRequest: isPullRequest, blockedBy: blockedBy.map(references), updatedAt: Timestamp(milliseconds: 0))
}

/// Compiles exactly the given issues, in their order.
func compile(_ issues: [IssueFacts], manifest: Manifest = Manifest()) throws(PlanFault) -> [PlannedItem] {
  try MissionCompiler.compile(
    objectives: issues.map { .issue($0.reference) },
    issues: Dictionary(issues.map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first }), manifest: manifest)
}
