/// Where the assertions of a milestone, or of the whole contract, stand.
package struct ValidationReport: Hashable, Sendable {
  /// The report as people read it.
  package let lines: [String]

  /// The report of some milestones of a mission; of all where none is named.
  package init(of mission: Mission, milestone only: String? = nil) {
    var lines = ["Validation Report", String(repeating: "─", count: 17)]
    guard let plan = mission.plan else {
      self.lines = lines + ["No contract"]
      return
    }
    let places = mission.gatingMilestones
    for milestone in plan.milestones where only == nil || milestone.id == only {
      let gated = plan.assertions.filter { places[$0.id] == milestone.id }
      if gated.isEmpty, only == nil { continue }
      lines.append("Milestone: \(milestone.id) — \(milestone.title)")
      lines += gated.map { Self.line(of: $0) }
      lines.append(Self.status(of: milestone, gated))
    }
    if only == nil {
      for assertion in plan.assertions where places[assertion.id] == nil {
        lines.append("\(assertion.id) – not covered")
      }
    }
    self.lines = lines
  }

  private static func line(of assertion: Assertion) -> String {
    let word =
      switch assertion.status {
      case .passing: "✓ passing"
      case .failing: "✗ failing"
      case .pending: "… pending"
      case .blocked: "! blocked"
      case .waived: "– waived"
      }
    let said = assertion.lastVerdict.flatMap { $0.evidence.split(whereSeparator: \.isNewline).first }.map(String.init)
    return "\(assertion.id) \(word) \(UntrustedText.line(said ?? assertion.claim.text))"
  }

  private static func status(of milestone: Milestone, _ gated: [Assertion]) -> String {
    let passing = gated.count { $0.status.isSettled }
    var end = ""
    switch milestone.state {
    case .held(let reason): end = " — held: \(reason)"
    case .locked, .active, .validating, .done:
      if passing == gated.count {
        end = " — all passing"
      } else if gated.contains(where: { $0.status == .failing }) {
        end = " — remediation in progress"
      } else if milestone.state == .validating {
        end = " — waiting for the validator"
      }
    }
    return "Status: \(passing)/\(gated.count) passing\(end)"
  }
}
