extension MCPTool {
  /// All tools.
  static let catalogue = [
    MCPTool(
      name: "mission_status", meaning: "Everything about one mission, or about all active ones.",
      words: ["mission", "status"], parameters: [.flag("run", "run", "the mission; all active ones without it")]),
    MCPTool(
      name: "mission_start", meaning: "Start a mission of issues that may depend on one another.",
      words: ["mission", "start"],
      parameters: [
        .flag("issues", "issue", "issues: 12, #12, owner/repo#12 or their addresses", shape: .list, isRequired: true),
        .flag("docs", "doc", "documents in the repository that are worked on as well", shape: .list),
        .flag("manifest", "manifest", "a mission.toml"),
        .flag("max_parallel", "max-parallel", "how many items may be in hand at once", shape: .number),
        .flag("no_reviewer", "no-reviewer", "pass items without a review", shape: .toggle),
        .flag("auto_merge", "auto-merge", "merge what passes all gates", shape: .toggle),
      ]),
    MCPTool(
      name: "mission_why", meaning: "Why a mission, or one of its items, stands where it stands.",
      words: ["mission", "why"],
      parameters: [
        .operand("mission", "the mission"), .operand("item", "an item: identity or #issue", isRequired: false),
      ]),
    MCPTool(
      name: "mission_note",
      meaning: "Give a mission a note: resume, pause, redirect ITEM to AGENT, skip ITEM, or anything to record.",
      words: ["mission", "note"], parameters: [.operand("mission", "the mission"), .operand("text", "the note")]),
    MCPTool(
      name: "task_next", meaning: "Take an agent's next task, with its prompt and its claim.", words: ["task", "next"],
      parameters: [
        .flag("agent", "agent", "the agent's name", isRequired: true),
        .flag("wait", "wait", "how many seconds to wait for one", shape: .number),
      ]),
    MCPTool(
      name: "task_done", meaning: "Report a task as done.", words: ["task", "done"],
      parameters: [
        .operand("task", "the task"), .flag("result", "result", "what was done, with the pull request's address"),
        .flag("pull_request", "pull-request", "the pull request's address"),
        .flag("no_pull_request", "no-pull-request", "there is none", shape: .toggle),
        .flag("proof", "proof", "what shows it"),
        .flag("summary", "summary", "what agents of dependent items should know"),
        .flag("verdict", "verdict", "of a review: approve or reject"),
        .flag("claim", "claim", "what task_next handed out"),
      ]),
    MCPTool(
      name: "task_fail", meaning: "Report that a task cannot be done.", words: ["task", "fail"],
      parameters: [
        .operand("task", "the task"), .flag("reason", "reason", "why", isRequired: true),
        .flag("claim", "claim", "what task_next handed out"),
      ]),
    MCPTool(
      name: "task_show", meaning: "Everything about one task.", words: ["task", "show"],
      parameters: [.operand("task", "the task")]),
    MCPTool(
      name: "validate_assert", meaning: "Give the verdict on an assertion of a planned mission's contract.",
      words: ["validate", "assert"],
      parameters: [
        .operand("id", "the assertion: VAL-AUTH-001"),
        .flag("status", "status", "passing, failing or blocked", isRequired: true),
        .flag("evidence", "evidence", "what shows it", isRequired: true),
        .flag("task", "task", "the validation task"), .flag("run", "run", "the mission"),
      ]),
    MCPTool(
      name: "help_requests", meaning: "What waits for a person.", words: ["help-requests"], parameters: []),
  ]
}
