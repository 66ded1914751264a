extension PlanFault { var description: String { "" } }
