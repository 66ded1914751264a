import MissionCore

/// An issue as it was fetched, with where it really stands.
struct FetchedIssue: Decodable {
  let issue: IssuePayload
  private let location: BlockingIssue

  init(from decoder: any Decoder) throws {
    issue = try IssuePayload(from: decoder)
    location = try BlockingIssue(from: decoder)
  }

  /// Where it stands; nil when the answer does not say.
  var place: IssueReference? { location.place }
}
