import MissionCore
import Testing

@testable import Workers

/// How coding CLIs are called, and what their words mean. The recorded outputs are those of claude 2.1.332 and
/// codex 0.163.0, shortened.
@Suite struct CodingCLITests {
  @Test("every name of the table is there once, and every call gives the prompt exactly one way")
  func table() {
    let names = CodingCLI.catalogue.map(\.name)
    #expect(
      names == [
        "claude", "codex", "codex-mini", "auggie", "aider", "gemini", "copilot", "cursor", "opencode", "goose", "qwen",
        "crush", "droid", "grok",
      ])
    #expect(CodingCLI.named("Claude")?.name == "claude")
    #expect(CodingCLI.named("clyde") == nil)
    for cli in CodingCLI.catalogue {
      let call = cli.call(prompt: "TEXT", file: "/FILE", model: "m1", session: "s1", more: ["--more"])
      let ways = [call.readsPrompt, call.arguments.contains("TEXT"), call.arguments.contains("/FILE")]
      #expect(ways.filter { $0 }.count == 1, "\(cli.name)")
      #expect(call.arguments.contains("s1") == cli.canResume, "\(cli.name)")
      #expect(call.arguments.contains("m1") == (cli.modelFlag != nil), "\(cli.name)")
      #expect(call.arguments.contains("--more"), "\(cli.name)")
    }
  }

  @Test("claude and codex are called as their command lines were tried")
  func calls() {
    let claude = CodingCLI.named("claude")?.call(prompt: "x", file: "/f", model: "opus", session: "abc", more: [])
    #expect(
      claude?.arguments.joined(separator: " ")
        == "-p --output-format json --permission-mode acceptEdits --permission-prompts none --allowedTools Bash --resume abc --model opus"
    )
    let codex = CodingCLI.named("codex")?.call(prompt: "x", file: "/f", model: nil, session: "abc", more: [])
    #expect(
      codex?.arguments.joined(separator: " ") == "exec resume --json -c sandbox_mode=\"workspace-write\" abc -")
    #expect(codex?.readsPrompt == true)
  }

  @Test("a prompt that is too long for an argument is pointed to")
  func longPrompt() {
    let long = String(repeating: "x", count: 200_000)
    let call = CodingCLI.named("copilot")?.call(prompt: long, file: "/f", model: nil, session: nil, more: [])
    #expect(call?.arguments.last?.contains("/f") == true)
    #expect(call?.arguments.allSatisfy { $0.utf8.count < 131_072 } == true)
  }

  @Test("claude that is not signed in has failed, whatever it calls its subtype")
  func notSignedIn() {
    let account = read(
      .result,
      #"{"type":"result","subtype":"success","is_error":true,"session_id":"e996","total_cost_usd":0,"usage":{"input_tokens":0,"output_tokens":0},"num_turns":1,"terminal_reason":"api_error","permission_denials":[],"result":"Not logged in · Please run /login"}"#
    )
    #expect(account.error == "Not logged in · Please run /login")
    #expect(account.session == "e996")
  }

  @Test("claude's document gives last words, session, usage, cost, turns and what it was not allowed")
  func claude() {
    let account = read(
      .result,
      #"{"type":"result","subtype":"success","is_error":false,"session_id":"e996","total_cost_usd":0.25,"usage":{"input_tokens":10,"cache_read_input_tokens":90,"output_tokens":7},"num_turns":3,"permission_denials":[{"tool_name":"Bash","tool_input":{}}],"result":"approved: fine"}"#
        + "\n")
    #expect(account.error == nil)
    #expect(account.message == "approved: fine")
    #expect(account.usage.inputTokens == 100)
    #expect(account.usage.outputTokens == 7)
    #expect(account.usage.costUSD == 0.25)
    #expect(account.usage.turns == 3)
    #expect(account.denials == ["Bash"])
  }

  @Test(
    "codex's lines give session, last words and usage; what it got over is no failure, and a turn that failed is one")
  func codex() {
    let begin = """
      {"type":"thread.started","thread_id":"01a2"}
      {"type":"error","message":"Reconnecting... 2/5 (stream disconnected before completion)"}
      {"type":"item.completed","item":{"id":"item_0","type":"agent_message","text":"Done."}}

      """
    let good = read(
      .thread,
      begin + #"{"type":"turn.completed","usage":{"input_tokens":5,"cached_input_tokens":3,"output_tokens":2}}"#)
    #expect(good.session == "01a2")
    #expect(good.message == "Done.")
    #expect(good.error == nil)
    #expect(good.usage.inputTokens == 5)
    let bad = read(.thread, begin + #"{"type":"turn.failed","error":{"message":"You've hit your usage limit."}}"#)
    #expect(bad.error == "You've hit your usage limit.")
  }

  @Test("documents over many lines, events with parts, and plain words are read; escape sequences are not")
  func others() {
    let gemini = read(
      .response,
      """
      {
        "session_id": "g1",
        "response": "all done",
        "stats": {"models": {"a": {"tokens": {"prompt": 3, "candidates": 4}}, "b": {"tokens": {"prompt": 1}}}}
      }
      """)
    #expect(gemini.message == "all done")
    #expect(gemini.usage.inputTokens == 4)
    let opencode = read(
      .parts,
      """
      {"type":"text","sessionID":"o1","part":{"text":"hi"}}
      {"type":"step_finish","sessionID":"o1","part":{"cost":0.5,"tokens":{"input":1,"output":2}}}
      """)
    #expect(opencode.session == "o1")
    #expect(opencode.usage.costUSD == 0.5)
    let goose = read(
      .messages, #"{"messages":[{"role":"user","content":[]},{"role":"assistant","content":[{"text":"yes"}]}]}"#)
    #expect(goose.message == "yes")
    #expect(read(.text, "one\n\u{1B}[31mtwo\u{1B}[0m\u{7}\n").message == "one\ntwo")
    #expect(read(.result, "no JSON at all\n").message == "no JSON at all")
    #expect(read(.result, "[1,2]\n{\"type\":\n").error == nil)
  }

  @Test(
    "a usage limit is told from a failure, with the time of its end where it is told",
    arguments: [
      ("Claude AI usage limit reached|1800003600", 3600),
      ("rate limit exceeded, try again in 2 hours 5 minutes.", 7500),
      ("429 Too Many Requests: please retry after 30s", 30), ("You've hit your limit · resets 9am (UTC)", 3600),
      ("You've hit your limit · resets Jan 17, 12:53am (UTC)", 147_180),
      (
        "You’ve hit your usage limit. Upgrade to Pro (https://chatgpt.com/explore/pro) or try again at 9:30 AM UTC.",
        5400
      ),
      ("You’ve hit your usage limit. Purchase more credits or try again at Jan 18th, 2027 12:53 PM UTC.", 276_780),
    ])
  func limits(words: String, seconds: Int) throws {
    // 2027-01-15T08:00:00Z
    let now = Timestamp(milliseconds: 1_800_000_000_000)
    let limit = try #require(UsageLimit(in: "working\n\(words)\n", at: now))
    #expect(limit.resetsAt == now.adding(seconds: seconds))
  }

  @Test("a limit without a time is one, and an ordinary failure is none")
  func otherLimits() throws {
    let now = Timestamp(milliseconds: 1_800_000_000_000)
    for words in ["insufficient_quota", "Your credit balance is too low to access the API"] {
      #expect(try #require(UsageLimit(in: words, at: now)).resetsAt == nil)
    }
    #expect(UsageLimit(in: "error: cannot find 'x' in scope", at: now) == nil)
    #expect(UsageLimit(in: "Not logged in · Please run /login", at: now) == nil)
  }

  private func read(_ dialect: CodingCLI.Dialect, _ text: String) -> RunAccount {
    var reader = OutputReader(dialect)
    // In pieces, as a pipe gives them.
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: 7) { reader.take(bytes[start..<min(start + 7, bytes.count)]) }
    return reader.finish()
  }
}
