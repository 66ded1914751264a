import Glibc
import MissionCore
import Synchronization
import TestSupport
import Testing

@testable import Workers

/// A worker whose program speaks the Agent Client Protocol: a script in the place of an agent, a real process, real
/// git.
@Suite(.timeLimit(.minutes(10))) struct ACPWorkerTests {
  @Test(
    "an agent that speaks the protocol does its task; its last message is the result, its cost and session are known")
  func wholeTask() async throws {
    let place = try await Place()
    let source = FakeTaskSource(place.assignment(7))
    try await place.work(at: source, script(turn: Self.working), protocol: .acp)
    #expect(source.reports == [.opened(branch: "signalbox/7-log-in"), .done("all done\n\nacme/shop#9")])
    let files = try await place.repository.succeed(
      place.repository.origin, "show", "signalbox/7-log-in:prompt.txt")
    #expect(files.contains(#""text":"Do #7.""#))
    let account = try #require(source.state.withLock { $0.accounts.first })
    #expect(account.session == "s1")
    #expect(account.usage.costUSD == 0.5)
    let log = place.repository.folder.read("data/agents/backend/\(place.assignment(7).task.text).log")
    // What it says beside the protocol comes as it comes.
    #expect(log.contains("warming up\n"))
    #expect(
      log.replacing("warming up\n", with: "") == "I begin.\n[tool: Edit files]\n[allowed: Edit files]\nall done\n")
  }

  @Test("a fix goes on with the session of the work, and only what it cost itself is its own")
  func fix() async throws {
    let place = try await Place()
    var fix = place.assignment(7)
    fix.task = place.identity(107)
    fix.kind = .fix
    let source = FakeTaskSource(place.assignment(7), fix)
    try await place.work(at: source, script(turn: Self.working), protocol: .acp)
    let accounts = source.state.withLock { $0.accounts }
    #expect(accounts.map(\.session) == ["s1", "s1"])
    #expect(accounts.map(\.usage.costUSD) == [0.5, 0.25])
    #expect(source.reports.count == 4)
  }

  @Test(
    "a peer that leaves, keeps still or says what is not asked fails its task with the reason, and the worker goes on",
    arguments: [
      ("exit 0", "it ended before it answered initialize"), ("echo 'Not signed in' >&2; exit 3", "Not signed in"),
      ("exec >&-; sleep 60", "it closed its output before it answered initialize"),
      ("yes 'no protocol' | head -c 3000000; exit 0", "no protocol"),
      ("kill -9 $$", "signal 9 ended it before it answered initialize"),
      (
        #"printf '{"a":%.0s' $(seq 500); printf 1; printf '}%.0s' $(seq 500); echo; exit 0"#,
        "it ended before it answered initialize"
      ), ("head -c 6000000 /dev/zero | tr '\\0' '['; echo; exit 0", "a line of more than 4194304 bytes is left out"),
    ])
  func strangers(words: String, reason: String) async throws {
    let place = try await Place()
    let source = FakeTaskSource(place.assignment(7), place.assignment(8))
    try await place.work(
      at: source, "if [ $SIGNALBOX_BRANCH = signalbox/7-log-in ]; then \(words); fi\n" + script(turn: Self.working),
      protocol: .acp)
    guard case .failed(let told) = source.reports.first else {
      Issue.record("it must have failed: \(source.reports)")
      return
    }
    #expect(told.contains(reason))
    #expect(source.reports.last == .done("all done\n\nacme/shop#9"))
  }

  @Test(
    "a peer that dies or writes garbage in the middle of a prompt fails its task with the reason and its last words",
    arguments: [
      ("exit 0", "it ended before it answered session/prompt"),
      ("echo 'out of memory' >&2; exit 7", "it ended with status 7 before it answered session/prompt:\nout of memory"),
      ("kill -9 $$", "signal 9 ended it before it answered session/prompt"),
      ("exec >&-; sleep 60", "it closed its output before it answered session/prompt"),
      ("head -c 3000000 /dev/urandom; exit 0", "it ended before it answered session/prompt"),
      (
        #"say '{"jsonrpc":"2.0","id":'; say '"result"}'; exit 3"#,
        "it ended with status 3 before it answered session/prompt"
      ),
    ])
  func diesInThePrompt(words: String, reason: String) async throws {
    let place = try await Place()
    let source = FakeTaskSource(place.assignment(7), place.assignment(8))
    try await place.work(
      at: source,
      script(turn: "if [ $SIGNALBOX_BRANCH = signalbox/7-log-in ]; then \(words); fi\n" + Self.working), protocol: .acp)
    guard case .failed(let told) = source.reports.first else {
      Issue.record("it must have failed: \(source.reports)")
      return
    }
    #expect(told.hasPrefix(reason), "\(told)")
    #expect(source.reports.last == .done("all done\n\nacme/shop#9"))
  }

  @Test("garbage among the messages of a turn is no answer and no harm")
  func garbageInThePrompt() async throws {
    let place = try await Place()
    let source = FakeTaskSource(place.assignment(7))
    let garbage = #"""
      head -c 300000 /dev/urandom; echo
      say '{"jsonrpc":"2.0","id":99,"result":{"stopReason":"end_turn"}}'
      say '[]'; say 'null'; say '{"jsonrpc":"1.0"}'; say '{"method":"session/update","params":{"update":7}}'

      """#
    try await place.work(at: source, script(turn: garbage + Self.working), protocol: .acp)
    #expect(source.reports.last == .done("all done\n\nacme/shop#9"))
  }

  @Test(
    "a peer that never answers is ended in its time, and the reason names what it was asked",
    arguments: [
      ("exec sleep 100", "it did not answer initialize of the Agent Client Protocol within 5 s"),
      (
        "echo 'Welcome! Press enter.'; exec sleep 100",
        "it did not answer initialize of the Agent Client Protocol within 5 s:\nWelcome! Press enter."
      ),
      (
        #"read -r line; echo '{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":1}}'; exec sleep 100"#,
        "it did not answer session/new of the Agent Client Protocol within 5 s"
      ),
    ])
  func neverAnswers(words: String, reason: String) async throws {
    var run = ProcessRun("/bin/sh", ["-c", words], environment: ["PATH": "/usr/bin:/bin"], directory: "/")
    run.limits.readiness = .seconds(5)
    let listener = ACPListener(ACPConversation(.init(prompt: "Do it.", directory: "/")), nil, limits: run.limits)
    let heard = listener.finish(await run.run(with: listener))
    #expect(heard.end == .exited(1))
    #expect(heard.account.error == reason)
  }

  @Test("a turn that is refused is a failure, a limit parks the agent, and both leave nothing running")
  func turns() async throws {
    let place = try await Place()
    let refusing = FakeTaskSource(place.assignment(7))
    try await place.work(at: refusing, script(turn: #"answer '{"stopReason":"refusal"}'"#), protocol: .acp)
    #expect(refusing.reports == [.failed("it refuses to do this (refusal)")])
    let limited = FakeTaskSource(place.assignment(8))
    let seconds = place.now.milliseconds / 1000 + 3600
    let refusal = #"{"code":-32603,"message":"usage limit reached|\#(seconds)"}"#
    let worker = Task { try await place.work(at: limited, script(turn: "refuse '\(refusal)'"), protocol: .acp) }
    while limited.reports.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    #expect(limited.reports == [.parked(Timestamp(milliseconds: seconds * 1000))])
    worker.cancel()
    try await worker.value
  }

  @Test("at the end of its time, and when the worker is stopped, an agent is asked to stop before it is ended")
  func stopping() async throws {
    for isStopped in [false, true] {
      let place = try await Place()
      let folder = place.repository.folder
      let source = FakeTaskSource(place.assignment(7))
      let turn = """
        echo x > \(folder.file("began"))
        read -r line; printf '%s' "$line" > \(folder.file("heard"))
        answer '{"stopReason":"cancelled"}'
        read -r line || echo closed > \(folder.file("closed"))
        : \(isStopped ? "" : "sleep 100")
        """
      let worker = Task { try await place.work(at: source, script(turn: turn), protocol: .acp) }
      while folder.read("began").isEmpty { try await Task.sleep(for: .milliseconds(5)) }
      if isStopped { worker.cancel() }
      try await worker.value
      #expect(folder.read("heard").contains("session/cancel"))
      #expect(folder.read("closed") == "closed\n")
      guard !isStopped else {
        #expect(source.reports.isEmpty)
        #expect(source.state.withLock { $0.left } == [place.assignment(7)])
        continue
      }
      guard case .failed(let reason) = source.reports.first, source.reports.count == 1 else {
        Issue.record("it must have failed: \(source.reports)")
        continue
      }
      #expect(reason.contains("took longer"))
    }
  }

  /// Asks leave, edits, speaks; in its second turn of a session it has cost more.
  private static let working = """
    echo 'warming up' >&2
    printf '%s' "$line" > prompt.txt
    update '{"sessionUpdate":"agent_message_chunk","content":{"type":"text","text":"I begin."}}'
    update '{"sessionUpdate":"tool_call","toolCallId":"t1","title":"Edit files"}'
    say '{"jsonrpc":"2.0","id":"ask","method":"session/request_permission","params":{"sessionId":"s1","toolCall":{"toolCallId":"t1","title":"Edit files"},"options":[{"optionId":"no","kind":"reject_once"},{"optionId":"yes","kind":"allow_once"}]}}'
    read -r line
    case $line in *'"optionId":"yes"'*) echo x >> work.txt ;; *) exit 1 ;; esac
    cost=0.5; [ "$(wc -l < work.txt)" -gt 1 ] && cost=0.75
    update "{\\"sessionUpdate\\":\\"usage_update\\",\\"used\\":1,\\"size\\":9,\\"cost\\":{\\"amount\\":$cost,\\"currency\\":\\"USD\\"}}"
    update '{"sessionUpdate":"agent_message_chunk","content":{"type":"text","text":"all done"}}'
    id=$prompted; answer '{"stopReason":"end_turn"}'
    """

  /// A shell's words that speak the protocol, with a turn of their own.
  private func script(turn: String) -> String {
    """
    say() { printf '%s\\n' "$1"; }
    answer() { say "{\\"jsonrpc\\":\\"2.0\\",\\"id\\":$id,\\"result\\":$1}"; }
    refuse() { say "{\\"jsonrpc\\":\\"2.0\\",\\"id\\":$id,\\"error\\":$1}"; }
    update() { say "{\\"jsonrpc\\":\\"2.0\\",\\"method\\":\\"session/update\\",\\"params\\":{\\"sessionId\\":\\"s1\\",\\"update\\":$1}}"; }
    while IFS= read -r line; do
      id=${line#'{"id":'}; id=${id%%,*}
      case $line in
      *'"method":"initialize"'*) answer '{"protocolVersion":1,"agentCapabilities":{"loadSession":true}}' ;;
      *'"method":"session/new"'*) answer '{"sessionId":"s1"}' ;;
      *'"method":"session/load"'*) answer null ;;
      *'"method":"session/prompt"'*) prompted=$id
    \(turn)
      ;;
      esac
    done
    """
  }
}
