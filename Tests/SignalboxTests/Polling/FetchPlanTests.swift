import MissionCore
import Testing

@testable import Service

@Suite struct FetchPlanTests {
  private let pull = PullRequestReference("acme/shop#4")!
  private let now = Timestamp(milliseconds: 1_795_176_000_000)
  private let mission = Identifier<Mission>(high: 1, low: 1)

  private func plan(heardSecondsAgo seconds: Int?) -> FetchPlan {
    let webhookActivity = WebhookActivity()
    if let seconds { webhookActivity.note(pull.repository, at: now.adding(seconds: -seconds)) }
    var throttle = FetchThrottle()
    throttle.note(pull, at: now.adding(milliseconds: -200))
    return FetchPlan(
      [ClaimedWork(mission, .pullRequest(pull))], missions: [:], webhookActivity: webhookActivity, throttle: throttle,
      at: now)
  }

  @Test("A fetch just behind another one waits while webhooks come in, and is urgent otherwise", arguments: [nil, 60])
  func alone(seconds: Int?) {
    #expect(plan(heardSecondsAgo: seconds).urgent == [.pullRequest(pull)])
  }

  @Test("Webhooks of one burst are fetched for together")
  func burst() {
    let plan = plan(heardSecondsAgo: 0)
    #expect(plan.claims.isEmpty)
    #expect(plan.postponed.map(\.until) == [now.adding(milliseconds: 800)])
  }
}
