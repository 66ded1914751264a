enum MissionCompiler {
  static func compile(objectives: [Objective], issues: [IssueReference: IssueFacts], manifest: Manifest)
    throws(PlanFault) -> [PlannedItem]
  { [] }
}
