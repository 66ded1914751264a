import MissionCore

/// What of the claimed work is done now, and what is left for later.
struct FetchPlan {
  /// For how long a webhook may have others of the same burst behind it, in milliseconds. What an agent's report made
  /// due comes alone and is waited for.
  private static let burst: Int64 = 5_000

  /// What is done now.
  private(set) var claims: [ClaimedWork] = []
  /// What something is known to have happened to; the rest merely makes sure that nothing was missed.
  private(set) var urgent: Set<DueWork> = []
  /// What is left alone until then.
  private(set) var postponed: [(claim: ClaimedWork, until: Timestamp)] = []

  /// Sorts claimed work, by what its missions know, by when their repositories were heard, and by the pace of fetches.
  ///
  /// Work of a mission that cannot be read counts as urgent: the clerk finds out what is wrong when it takes in the
  /// answer.
  init(
    _ due: [ClaimedWork], missions: [Identifier<Mission>: Mission], webhookActivity: WebhookActivity,
    throttle: FetchThrottle, at now: Timestamp
  ) {
    for claim in due {
      let mission = missions[claim.mission]
      let lastWebhookAt = claim.work.repository.flatMap { webhookActivity.lastWebhookAt($0) }
      if let until = mission?.postponement(of: claim.work, heardAt: lastWebhookAt, at: now) {
        postponed.append((claim, until))
      } else if case .pullRequest(let reference) = claim.work, let until = throttle.earliest(reference, at: now),
        let lastWebhookAt, now < lastWebhookAt.adding(milliseconds: Self.burst)
      {
        postponed.append((claim, until))
      } else {
        claims.append(claim)
        if mission?.isUrgent(claim.work) ?? true { urgent.insert(claim.work) }
      }
    }
  }

  /// Takes in work that is not due yet but merely waits: it rides along in a query that is made anyway, and is due
  /// together with the others from then on.
  mutating func take(_ early: [ClaimedWork], missions: [Identifier<Mission>: Mission], room: Int) {
    var taken: Set<PullRequestReference> = []
    let known = Set(claims.map(\.work))
    for claim in early {
      guard case .pullRequest(let reference) = claim.work, !known.contains(claim.work),
        missions[claim.mission]?.merelyWaits(claim.work) ?? false, taken.count < room || taken.contains(reference)
      else { continue }
      taken.insert(reference)
      claims.append(claim)
    }
  }
}
