@testable import MissionCore

extension PullRequestFacts {
  /// What the checks of the head say at a time.
  func checksVerdict(policy: Policy, at now: Timestamp) -> Verdict {
    var moment = Moment(now)
    return checksVerdict(policy: policy, &moment)
  }
}
