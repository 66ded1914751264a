import MissionCore

/// One attempt to deliver an event to a hook, as the hook's delivery log keeps it.
package struct DeliveryRecord: Sendable, Equatable {
  /// How far the attempt came.
  package enum Outcome: Sendable, Equatable {
    /// It waits, or is under way.
    case pending
    /// The receiver answered.
    case answered(status: Int, body: String, seconds: Double)
    /// Nobody answered.
    case failed(reason: String)
    /// The sandbox lost it on purpose; GitHub's log shows a failed connection.
    case dropped
  }

  /// 64 bits wide, like GitHub's.
  package var id: Int
  /// Shared by all attempts of one event, and by all hooks that hear of it.
  package var guid: String
  var repository: Int
  /// The number of the hook that it went to.
  package var hook: Int
  /// What the header names: `check_run`.
  package var event: String
  /// What the body says happened: `completed`.
  package var action: String?
  /// Whether somebody had it sent once more.
  package var isRedelivery: Bool
  /// The body as it was signed.
  package var payload: [UInt8]
  var requestHeaders: [(name: String, value: String)] = []
  var deliveredAt: Timestamp
  /// What became of it.
  package var outcome: Outcome

  /// GitHub's word for the outcome.
  package var statusText: String {
    switch outcome {
    case .pending: "pending"
    case .answered(let status, _, _): (200...299).contains(status) ? "OK" : "Invalid HTTP Response: \(status)"
    case .failed(let reason): reason
    case .dropped: "failed to connect to host"
    }
  }

  /// The receiver's HTTP status; 0 where nobody answered.
  package var statusCode: Int { if case .answered(let status, _, _) = outcome { status } else { 0 } }

  var seconds: Double { if case .answered(_, _, let seconds) = outcome { seconds } else { 0 } }

  package static func == (left: Self, right: Self) -> Bool {
    left.id == right.id && left.guid == right.guid && left.hook == right.hook && left.outcome == right.outcome
      && left.payload == right.payload
  }
}
