/// A question to the conductor: something that only a person can mend.
package struct HelpRequest: Hashable, Sendable, Codable {
  /// What it is about; one request per subject of a mission.
  package enum Subject: Hashable, Sendable, Codable {
    /// The plan cannot be made or changed.
    case plan
    /// Ready work that no living agent fits.
    case noAgent
    /// Ready work that only agents fit that let their leases end.
    case lostAgents
    /// This item's work was handed to an agent that did not take it in time.
    case untaken(Identifier<WorkItem>)
    /// A review that no living reviewer can do.
    case noReviewer
    /// Its agents' runs have used up what they may cost.
    case budget
    /// Nothing has moved for long.
    case noProgress
    /// This item needs a person.
    case item(Identifier<WorkItem>)
    /// This milestone of its plan needs a person.
    case milestone(String)
    /// This issue outside the mission is gone or was closed as not planned.
    case dependency(IssueReference)
    /// This repository cannot be worked with.
    case repository(RepositoryName)
  }

  /// What it is about, in one word: for numbers and for whoever is notified.
  package var cause: String {
    switch subject {
    case .plan: "plan"
    case .noAgent: "no_agent"
    case .lostAgents: "lost_agents"
    case .untaken: "untaken"
    case .noReviewer: "no_reviewer"
    case .noProgress: "no_progress"
    case .item: "item"
    case .dependency: "dependency"
    case .repository: "repository"
    case .milestone: "milestone"
    case .budget: "budget"
    }
  }

  /// The item it is about, if it is about one.
  package var item: Identifier<WorkItem>? {
    switch subject {
    case .item(let item), .untaken(let item): item
    case .plan, .noAgent, .lostAgents, .noReviewer, .noProgress, .dependency, .repository, .milestone, .budget: nil
    }
  }

  /// Its identity: also the message's.
  package let id: Identifier<HelpRequest>
  /// What it is about.
  package internal(set) var subject: Subject
  /// What is wrong: one sentence without a full stop.
  package internal(set) var reason: String
  /// What to do about it.
  package internal(set) var remedy: String
  /// When it was first sent.
  package let firstSentAt: Timestamp
  /// When it was last sent.
  package internal(set) var sentAt: Timestamp
  /// How often it was sent.
  package internal(set) var timesSent = 1

  init(id: Identifier<HelpRequest>, subject: Subject, reason: String, remedy: String, now: Timestamp) {
    self.id = id
    self.subject = subject
    self.reason = reason
    self.remedy = remedy
    firstSentAt = now
    sentAt = now
  }

  /// Takes over what is wrong now; true when it is to be said again: it is news, or nobody answered for long.
  mutating func renew(_ reason: String, _ remedy: String, at now: Timestamp) -> Bool {
    let isNews = self.reason != reason
    self.reason = reason
    self.remedy = remedy
    guard isNews || now >= repeatsAt else { return false }
    if !isNews { timesSent = min(timesSent + 1, 1_000) }
    sentAt = now
    return true
  }

  /// When it is repeated: after 30 minutes, doubled each time up to eightfold.
  package var repeatsAt: Timestamp { sentAt.adding(seconds: BackOff.help.seconds(afterFailures: timesSent)) }
}
