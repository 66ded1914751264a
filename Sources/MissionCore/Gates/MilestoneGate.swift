extension Gate {
  /// An item is taken up once its milestone's turn has come. One without a milestone waits for none.
  static let milestone: Gate = .init("milestone", holdsFrom: [.begin]) { mission, item, _ in
    guard let plan = mission.plan, let id = item.milestone, let milestone = plan.milestone(id) else { return [] }
    switch milestone.state {
    case .active, .validating, .held, .done: return [Standing(.milestone, .passes("milestone \(id) has begun"))]
    case .locked:
      let earlier = plan.milestones.first { $0.sequence < milestone.sequence && !$0.isDone }
      let text = earlier.map { "milestone \($0.id), which is \($0.state.word), before its own (\(id))" }
      return [Standing(.milestone, .waits(text ?? "its milestone \(id) to begin"))]
    }
  }
}
