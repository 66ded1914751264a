import FoundationEssentials
import Glibc
import MissionCore
import Synchronization
import TestSupport
import Testing

@testable import Workers

/// A real tmux with a socket of its own, and a program in one of its panes that acts on what is typed.
@Suite(.timeLimit(.minutes(10))) struct PaneTests {
  @Test("a prompt goes into a pane as a file and one short typed line, and what runs there reports by itself")
  func typed() async throws {
    let stage = try await Stage()
    do {
      let source = FakeTaskSource(stage.place.assignment(7))
      let worker = Task { try await stage.work(at: source) }
      try await stage.waits("the prompt to be read") { stage.folder.read("seen").contains("Do #7.") }
      let seen = stage.folder.read("seen")
      #expect(seen.contains("Work in the directory \(stage.folder.file("data/worktrees"))/"))
      #expect(seen.contains("on branch signalbox/7-log-in"))
      let lines = stage.folder.read("lines").split(separator: "\n")
      #expect(lines.count == 1 && lines.allSatisfy { $0.count < 200 })
      #expect(source.reports.isEmpty)
      source.reportFromRun()
      try await worker.value
      #expect(source.reports.isEmpty)
    }
    await stage.end()
  }

  @Test("an agent whose pane is gone ends and takes nothing more")
  func gone() async throws {
    let stage = try await Stage()
    do {
      let source = FakeTaskSource(stage.place.assignment(7))
      _ = try await stage.open("exec sleep 600")
      _ = await stage.tmux.answer(to: "kill-pane", "-t", stage.pane.id)
      try await stage.work(at: source)
      #expect(source.state.withLock { $0.left } == [])
      #expect(source.state.withLock { $0.waiting.count } == 1)
      #expect(source.reports.isEmpty)
    }
    await stage.end()
  }

  @Test("nothing is typed into a plain shell, a pane in which something goes on, or one that somebody scrolls in")
  func notReady() async throws {
    let stage = try await Stage()
    do {
      #expect(await stage.pane.hindrance == nil)
      let shell = try await stage.open("exec -a -bash bash --norc")
      // Until it has become one, tmux tells of the program that becomes it.
      try await stage.waits("the shell to be told") {
        if case .shell? = await shell.hindrance { true } else { false }
      }
      let busy = try await stage.open("exec \(stage.program) -c 'while :; do echo $RANDOM; sleep 0.1; done'")
      try await stage.waits("output") { await busy.screen()?.isEmpty == false }
      // A look may fall between two lines.
      try await stage.waits("it to be busy") { await busy.hindrance == .busy }
      let wheel = try await stage.open(
        "printf '\\033]2;\\342\\240\\213 thinking\\033\\\\'; exec \(stage.program) -c 'read x'")
      try await stage.waits("the title") { await wheel.facts?.hasWheel == true }
      #expect(await wheel.hindrance == .busy)
      _ = await stage.tmux.answer(to: "copy-mode", "-t", stage.pane.id)
      #expect(await stage.pane.hindrance == .busy)
      _ = await stage.tmux.answer(to: "send-keys", "-t", stage.pane.id, "-X", "cancel")
      #expect(await Pane.find("%99", on: stage.tmux) == nil)
      #expect(await Pane.find("-x", on: stage.tmux) == nil)
      #expect(await Pane.find("main:0", on: stage.tmux)?.id == stage.pane.id)
      #expect(stage.folder.read("lines").isEmpty)
    }
    await stage.end()
  }

  @Test(
    "another window in front hides no pane; one that is gone fails its task with the reason, and the worker lives on")
  func missing() async throws {
    let stage = try await Stage()
    do {
      _ = try await stage.open("exec \(stage.program) -c 'read x'")
      #expect(await !stage.pane.isMissing)
      let source = FakeTaskSource(stage.place.assignment(7))
      let worker = Task { try await stage.work(at: source) }
      try await stage.waits("the prompt to be read") { !stage.folder.read("seen").isEmpty }
      _ = await stage.tmux.answer(to: "kill-pane", "-t", stage.pane.id)
      try await stage.waits("the failure") { !source.reports.isEmpty }
      guard case .failed(let reason)? = source.reports.first else {
        Issue.record("\(source.reports)")
        return
      }
      #expect(reason.contains("its pane \(stage.pane.id) is gone"))
      try await worker.value
    }
    await stage.end()
  }

  @Test("a line with what moves a cursor is not typed")
  func hostile() async throws {
    let stage = try await Stage()
    #expect(await !stage.pane.type("a\u{1B}[2Jb"))
    #expect(await !stage.pane.type("a\nb"))
    #expect(stage.folder.read("lines").isEmpty)
    await stage.end()
  }
}

/// A tmux server of a test's own.
private struct Stage: Sendable {
  let place: Place
  let tmux: Tmux
  let pane: Pane
  /// A program that is none of the shells by its name.
  let program: String

  var folder: TestFolder { place.repository.folder }

  init() async throws {
    place = try await Place()
    let folder = place.repository.folder
    program = folder.file("agentcli")
    try FileManager.default.createSymbolicLink(atPath: program, withDestinationPath: "/bin/bash")
    let words = """
      echo ready
      while read -r line; do
        [ "$line" ] || continue
        echo "$line" >> \(folder.file("lines"))
        path=${line#Read }
        cat "${path% and do what it says.}" > \(folder.file("seen"))
        echo noted
      done
      """
    try folder.write(words, to: "act")
    // Whoever runs the tests may have a shell that runs nothing.
    tmux = Tmux(
      socket: folder.file("t"),
      environment: ["PATH": "/usr/bin:/bin", "SHELL": "/bin/bash", "TERM": "xterm", "LC_ALL": "C.UTF-8"])
    let opened = await tmux.answer(
      to:
        "-f", "/dev/null", "new-session", "-d", "-s", "main", "-x", "150", "-y", "40", "-P", "-F", "#{pane_id}",
      "exec \(program) \(folder.file("act"))")
    try #require(opened.isSuccess, "\(opened.errors)")
    pane = Pane(tmux: tmux, id: opened.output)
    try await waits("the program to be ready") { await pane.screen()?.contains("ready") == true }
  }

  /// Opens one more window, in front.
  func open(_ words: String) async throws -> Pane {
    let opened = await tmux.answer(to: "new-window", "-P", "-F", "#{pane_id}", words)
    try #require(opened.isSuccess, "\(opened.errors)")
    return Pane(tmux: tmux, id: opened.output)
  }

  func work(at source: FakeTaskSource) async throws {
    try await place.work(at: source, program: .pane(pane.id, socket: folder.file("t")))
  }

  func waits(_ what: String, _ condition: () async -> Bool) async throws {
    let deadline = ContinuousClock.now.advanced(by: .seconds(60))
    while !(await condition()) {
      try #require(.now < deadline, "gave up waiting for \(what)")
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  func end() async { _ = await tmux.answer(to: "kill-server") }
}
