extension CodingCLI {
  /// What stands on the command line of a program that is given the prompt on standard input besides.
  private static let pointer = "Do the task that stands on standard input."

  /// The programs that are known, as of 2026-11-28. None of these calls asks a person anything: what is not allowed is
  /// refused.
  ///
  /// claude denies `git commit` under `acceptEdits` alone, so it may use its shell; codex cannot write outside its
  /// directory, where a worktree's repository is: what it leaves is committed by the worker. `codex exec resume` knows
  /// no `-s`, so its sandbox is chosen by a setting, which both calls take.
  ///
  /// How each is started to speak the Agent Client Protocol is in its own documentation: `gemini --acp`, `copilot
  /// --acp` (docs.github.com, "Copilot CLI ACP server"), `opencode acp`, `goose acp`, `qwen --acp`, `auggie --acp`;
  /// cursor by `agent acp`, and `cursor-agent acp` as it was called before (cursor.com/docs/cli/acp, and the protocol's
  /// registry); grok by `grok agent --always-approve stdio` (its user guide, "Agent mode"). claude and codex speak it
  /// by an adapter.
  package static let catalogue: [CodingCLI] = [
    CodingCLI(
      "claude", ["claude"],
      [
        "-p", "--output-format", "json", "--permission-mode", "acceptEdits", "--permission-prompts", "none",
        "--allowedTools", "Bash",
      ], prompt: .standardInput([]), dialect: .result, resumption: .flags(["--resume"]),
      credentials: ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL", "CLAUDE_CODE_OAUTH_TOKEN"],
      acp: [], by: ["claude-agent-acp", "claude-code-acp"]),
    CodingCLI(
      "codex", ["codex"], ["exec", "--json", "-c", "sandbox_mode=\"workspace-write\""], prompt: .standardInput(["-"]),
      dialect: .thread,
      resumption: .subcommand("resume"), modelFlag: "-m",
      credentials: ["OPENAI_API_KEY", "OPENAI_BASE_URL", "CODEX_API_KEY", "CODEX_HOME"],
      acp: [], by: ["codex-acp"]),
    CodingCLI(
      "codex-mini", ["codex"],
      [
        "exec", "--json", "-c", "sandbox_mode=\"workspace-write\"", "-m", "gpt-5.4-mini", "-c",
        "model_reasoning_effort=\"medium\"",
      ], prompt: .standardInput(["-"]), dialect: .thread, resumption: .subcommand("resume"), modelFlag: nil,
      credentials: ["OPENAI_API_KEY", "OPENAI_BASE_URL", "CODEX_API_KEY", "CODEX_HOME"]),
    CodingCLI(
      "auggie", ["auggie"], ["--print"], prompt: .file(flag: "--instruction-file"), dialect: .text,
      resumption: .flags(["--resume"]), credentials: ["AUGMENT_API_TOKEN", "AUGMENT_SESSION_AUTH"],
      acp: ["--acp"], acpModelFlag: "--model"),
    CodingCLI(
      "aider", ["aider"], ["--yes-always", "--no-auto-commits", "--no-stream", "--no-pretty", "--no-check-update"],
      prompt: .file(flag: "--message-file"), dialect: .text, resumption: .none,
      credentials: ["OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GEMINI_API_KEY", "OPENROUTER_API_KEY"]),
    CodingCLI(
      "gemini", ["gemini"], ["-o", "json", "--approval-mode", "yolo"], prompt: .standardInput(["-p", pointer]),
      dialect: .response, resumption: .flags(["-r"]), modelFlag: "-m",
      credentials: ["GEMINI_API_KEY", "GOOGLE_API_KEY", "GOOGLE_APPLICATION_CREDENTIALS", "GOOGLE_CLOUD_PROJECT"],
      acp: ["--acp"], acpModelFlag: "-m"),
    CodingCLI(
      "copilot", ["copilot"],
      ["-s", "--no-ask-user", "--autopilot", "--allow-all", "--output-format", "json"], prompt: .argument(flag: "-p"),
      dialect: .result, resumption: .flags(["--resume"]), credentials: ["COPILOT_GITHUB_TOKEN"],
      acp: ["--acp"], acpModelFlag: "--model"),
    CodingCLI(
      "cursor", ["agent", "cursor-agent"], ["-p", "--output-format", "stream-json", "--force", "--trust"],
      prompt: .argument(flag: nil), dialect: .result, resumption: .flags(["--resume"]), credentials: ["CURSOR_API_KEY"],
      acp: ["acp"]),
    CodingCLI(
      "opencode", ["opencode"], ["run", "--format", "json", "--dangerously-skip-permissions"],
      prompt: .argument(flag: nil), dialect: .parts, resumption: .flags(["-s"]), modelFlag: "-m",
      credentials: ["ANTHROPIC_API_KEY", "OPENAI_API_KEY", "OPENROUTER_API_KEY"], acp: ["acp"]),
    CodingCLI(
      "goose", ["goose"], ["run", "--output-format", "json"], prompt: .standardInput(["-i", "-"]), dialect: .messages,
      resumption: .flags(["--resume", "--session-id"]),
      credentials: ["GOOSE_PROVIDER", "GOOSE_MODEL", "ANTHROPIC_API_KEY", "OPENAI_API_KEY"],
      settings: ["GOOSE_MODE": "auto"], acp: ["acp"]),
    CodingCLI(
      "qwen", ["qwen"], ["--output-format", "stream-json", "--approval-mode", "yolo"],
      prompt: .standardInput(["-p", pointer]), dialect: .result, resumption: .flags(["--resume"]),
      credentials: ["OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL", "DASHSCOPE_API_KEY"],
      acp: ["--acp"], acpModelFlag: "--model"),
    CodingCLI(
      "crush", ["crush"], ["run", "-q"], prompt: .standardInput([]), dialect: .text, resumption: .flags(["--session"]),
      modelFlag: "-m", credentials: ["ANTHROPIC_API_KEY", "OPENAI_API_KEY", "OPENROUTER_API_KEY"]),
    CodingCLI(
      "droid", ["droid"], ["exec", "-o", "json", "--auto", "medium"], prompt: .file(flag: "-f"), dialect: .result,
      resumption: .flags(["-s"]), modelFlag: "-m", credentials: ["FACTORY_API_KEY"]),
    CodingCLI(
      "grok", ["grok"], ["--output-format", "json", "--always-approve"], prompt: .argument(flag: "-p"),
      dialect: .result, resumption: .flags(["-r"]), modelFlag: "-m", credentials: ["XAI_API_KEY", "GROK_API_KEY"],
      acp: ["agent", "--always-approve", "stdio"]),
  ]

  /// The names of the programs that speak the Agent Client Protocol.
  package static var speakers: [String] { catalogue.filter { $0.acp != nil }.map(\.name) }

  /// The program of a name, whatever its case; nil where none is known.
  package static func named(_ name: String) -> CodingCLI? {
    catalogue.first { $0.name == name.lowercased() }
  }
}
