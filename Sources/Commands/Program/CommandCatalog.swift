import CommandLine

/// All commands there are.
enum CommandCatalog {
  /// In the order of the help.
  static let commands: [any ConsoleCommand.Type] = [
    ServeCommand.self, StatusCommand.self, HealthCommand.self, InitCommand.self,
    MissionStart.self, MissionStatus.self, MissionList.self, MissionStop.self, MissionResume.self, MissionNote.self,
    MissionApprove.self, MissionWhy.self, MissionLog.self, MissionDispatch.self,
    MissionSet.self, MissionPrompt.self, MissionPlanComplete.self, MissionImport.self, MissionExport.self,
    MilestoneCreate.self, MilestoneList.self, MilestoneShow.self, MilestoneUpdate.self, MilestoneDelete.self,
    GoalList.self,
    AgentRegister.self, AgentList.self, AgentRemove.self, AgentHeartbeat.self,
    AgentSpawn.self, AgentShow.self, AgentLogs.self, AgentStop.self, AgentRestart.self, AgentAttach.self,
    MCPCommand.self, SessionStart.self, SessionAttach.self, SessionStop.self,
    TaskNext.self, TaskDone.self, TaskFail.self, TaskList.self, TaskShow.self,
    TaskCreate.self, TaskUpdate.self, TaskDelete.self,
    ValidateCoverage.self, ValidateReport.self, ValidateAssert.self, ValidateWaive.self, ValidateReopen.self,
    MetricsCommand.self, OrchCommand.self,
    HelpRequests.self, Inbox.self, SendCommand.self,
    DeliveryList.self, DeliveryShow.self, DeliveryReplay.self, DeliveryDiscard.self,
    HookInstall.self, HookStatus.self, HookPing.self, HookRedeliver.self, HookRotate.self, HookRemove.self,
    DoctorCommand.self, VersionCommand.self, CompletionCommand.self, ManCommand.self,
  ]

  /// What can be asked about them.
  static let manual = Manual(commands: commands.map { $0.declaration }, topics: HelpTopic.catalogue)

  /// The command of a declaration.
  static func command(_ declaration: CommandDeclaration) -> any ConsoleCommand.Type {
    guard let command = commands.first(where: { $0.declaration.path == declaration.path }) else {
      preconditionFailure("Invalid state: a declaration without its command")
    }
    return command
  }
}
