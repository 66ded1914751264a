import MissionStore

/// `help-requests --json`.
struct HelpRequestsDocument: Encodable, Sendable {
  /// Oldest first.
  let helpRequests: [HelpMessage]

  private enum CodingKeys: String, CodingKey { case helpRequests = "help_requests" }
}
