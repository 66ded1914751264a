package import MissionStore

/// `help-requests --json`.
package struct HelpRequestsDocument: Encodable, Sendable {
  /// Oldest first.
  package let helpRequests: [HelpMessage]

  /// One with its parts.
  package init(helpRequests: [HelpMessage]) {
    self.helpRequests = helpRequests
  }

  private enum CodingKeys: String, CodingKey { case helpRequests = "help_requests" }
}
