import FoundationEssentials
import Glibc
import MissionCore
import Synchronization
import TestSupport
import Testing

@testable import Workers

/// A worker with real git and a scripted program, at a desk that the test plays.
@Suite(.timeLimit(.minutes(10))) struct WorkerTests {
  @Test("what a run leaves uncommitted is committed, pushed and proposed, and the task is done with the output's end")
  func wholeTask() async throws {
    let place = try await Place()
    let source = FakeTaskSource(place.assignment(7))
    try await place.work(at: source, "cat > prompt.txt; echo $SIGNALBOX_BRANCH > branch.txt; echo all done")
    #expect(source.reports == [.opened(branch: "signalbox/7-log-in"), .done("all done\n\nacme/shop#9")])
    let log = try await place.repository.succeed(
      place.repository.origin, "log", "-1", "--format=%s|%an", "signalbox/7-log-in")
    #expect(log == "Log in! (#7)|backend")
    let prompt = try await place.repository.succeed(
      place.repository.origin, "show", "signalbox/7-log-in:prompt.txt")
    #expect(prompt == "Do #7.")
    let branch = try await place.repository.succeed(
      place.repository.origin, "show", "signalbox/7-log-in:branch.txt")
    #expect(branch == "signalbox/7-log-in")
  }

  @Test("a run sees what it needs and no secret, token or password of the town")
  func environment() async throws {
    let place = try await Place()
    let source = FakeTaskSource(place.assignment(7))
    let secrets = [
      "SIGNALBOX_WEBHOOK_SECRET": "s1", "GITHUB_TOKEN": "s2", "SIGNALBOX_ADMIN_TOKEN": "s3",
      "SIGNALBOX_GITHUB_TOKEN": "s4",
      "SIGNALBOX_AGENT_TOKEN": "s5", "ANTHROPIC_API_KEY": "s6",
    ]
    try await place.work(at: source, "env > env.txt; cat $SIGNALBOX_PROMPT_FILE > file.txt", environment: secrets)
    let text = place.repository.folder.read("data/worktrees/\(place.item(7))/env.txt")
    let names = Set(text.split(separator: "\n").compactMap { $0.split(separator: "=").first.map(String.init) })
    #expect(names.isDisjoint(with: secrets.keys))
    #expect(!["s1", "s2", "s3", "s4", "s5", "s6"].contains { text.contains("=\($0)\n") })
    for name in ["AGENT", "TASK", "MISSION", "ITEM", "BRANCH", "PROMPT_FILE", "DATA", "TOWN"] {
      #expect(names.contains("SIGNALBOX_\(name)"))
    }
    #expect(place.repository.folder.read("data/worktrees/\(place.item(7))/file.txt") == "Do #7.")
  }

  @Test(
    "a run without result, one that fails and one that takes too long fail with their reason; the worker goes on",
    arguments: [
      ("true", "no result"), ("echo broken pipe in shop >&2; exit 3", "broken pipe in shop"),
      ("sleep 100", "took longer"), ("kill -9 $$", "signal 9"),
    ])
  func failures(command: String, reason: String) async throws {
    let place = try await Place()
    let source = FakeTaskSource(place.assignment(7), place.assignment(8))
    try await place.work(
      at: source, "if [ $SIGNALBOX_BRANCH = signalbox/8-log-in ]; then echo x > y; exit 0; fi; \(command)")
    #expect(source.reports.count == 3)
    guard case .failed(let told) = source.reports.first else {
      Issue.record("it must have failed: \(source.reports)")
      return
    }
    #expect(told.contains(reason))
    #expect(source.reports.last == .done("acme/shop#9"))
  }

  @Test("a usage limit parks the agent until its end and is no failure")
  func usageLimit() async throws {
    let place = try await Place()
    let source = FakeTaskSource(place.assignment(7))
    let worker = Task {
      try await place.work(
        at: source, "echo 'Claude AI usage limit reached|\(place.now.milliseconds / 1000 + 3600)'; exit 1")
    }
    while source.reports.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    #expect(source.reports == [.parked(Timestamp(milliseconds: (place.now.milliseconds / 1000 + 3600) * 1000))])
    worker.cancel()
    try await worker.value
  }

  @Test("a run that reported by itself is not reported again, and its commits are pushed all the same")
  func reportsItself() async throws {
    let place = try await Place()
    let source = FakeTaskSource(place.assignment(7))
    let worker = Task {
      try await place.work(at: source, "echo x > y; touch ran; while [ ! -e go ]; do sleep 0.01; done")
    }
    let tree = "data/worktrees/\(place.item(7))"
    while access(place.repository.folder.file("\(tree)/ran"), F_OK) != 0 { try await Task.sleep(for: .milliseconds(5)) }
    source.reportFromRun()
    try place.repository.folder.write("", to: "\(tree)/go")
    while await place.repository.origin.run("rev-parse", "--verify", "signalbox/7-log-in").isSuccess == false {
      try await Task.sleep(for: .milliseconds(10))
    }
    worker.cancel()
    try await worker.value
    #expect(source.reports.allSatisfy { $0 == .opened(branch: "signalbox/7-log-in") })
  }

  @Test("a worker that is stopped hands its task back and leaves nothing running")
  func stopped() async throws {
    let place = try await Place()
    let source = FakeTaskSource(place.assignment(7))
    let worker = Task { try await place.work(at: source, "echo $$ > pid; trap '' TERM; while :; do sleep 1; done") }
    let file = "data/worktrees/\(place.item(7))/pid"
    while place.repository.folder.read(file).isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    worker.cancel()
    try await worker.value
    #expect(source.reports.isEmpty)
    #expect(source.state.withLock { $0.left } == [place.assignment(7)])
    let pid = try #require(pid_t(place.repository.folder.read(file).filter(\.isNumber)))
    #expect(kill(pid, 0) != 0)
  }

  @Test(
    "signs of life are given while a run goes on; one whose task is another's by then is ended, and nothing is said of it"
  )
  func superseded() async throws {
    let place = try await Place()
    let source = FakeTaskSource(place.assignment(7), place.assignment(8))
    let words = """
      echo half > half
      [ $SIGNALBOX_BRANCH = signalbox/8-log-in ] || while :; do sleep 1; done
      """
    let worker = Task { try await place.work(at: source, words, heartbeat: .milliseconds(20)) }
    while source.state.withLock({ $0.signsOfLife }) < 3 { try await Task.sleep(for: .milliseconds(5)) }
    // The town gives it to another.
    source.reportFromRun()
    try await worker.value
    #expect(source.reports == [.opened(branch: "signalbox/8-log-in"), .done("acme/shop#9")])
    #expect(place.repository.folder.read("data/worktrees/\(place.item(7))/half") == "half\n")
  }

  @Test("after a crash the next worker ends what was left running and takes the task up in its worktree")
  func crash() async throws {
    let place = try await Place()
    let assignment = place.assignment(7)
    let source = FakeTaskSource(assignment)
    // What a worker that was killed leaves behind: a worktree with work in it, and a program that still runs.
    let clone = try await GitClone.find(
      at: place.repository.folder.file("clone"), environment: Repository.environment)
    _ = try await Worktrees(of: clone, in: place.repository.folder.file("data/worktrees"))
      .author(folder: place.item(7).text, branch: "signalbox/7-log-in")
    try place.repository.folder.write("half", to: "data/worktrees/\(place.item(7))/half")
    var orphan = ProcessRun(
      "/bin/sh", ["-c", "echo $$ > pid; exec sleep 1000"], environment: Repository.environment,
      directory: place.repository.folder.path)
    orphan.environment["SIGNALBOX_TASK"] = assignment.task.text
    let left = orphan
    let orphanEnd = Task { await left.run { _, _ in } }
    while place.repository.folder.read("pid").isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    try await place.work(at: source, "cat half; echo; echo more > rest")
    #expect(await orphanEnd.value == .signalled(SIGKILL))
    #expect(source.reports.last == .done("half\n\nacme/shop#9"))
    let files = try await place.repository.succeed(
      place.repository.origin, "ls-tree", "--name-only", "signalbox/7-log-in")
    #expect(files == "README.md\nhalf\nrest")
  }

  @Test("the worktree of an item that is over is removed; one with work that is nowhere else stays")
  func tidy() async throws {
    let place = try await Place()
    let source = FakeTaskSource(place.assignment(7), place.assignment(8))
    source.state.withLock { $0.finished = [place.item(7), place.item(8)] }
    try await place.work(
      at: source, "if [ $SIGNALBOX_BRANCH = signalbox/8-log-in ]; then echo x > y; exit 1; fi; echo x > y")
    #expect(access(place.repository.folder.file("data/worktrees/\(place.item(7))"), F_OK) != 0)
    #expect(place.repository.folder.read("data/worktrees/\(place.item(8))/y") == "x\n")
  }

  @Test("a reviewer judges the head under review; its verdict goes first wherever it stands in its words")
  func review() async throws {
    let place = try await Place()
    let head = try await place.repository.succeed(place.repository.clone, "rev-parse", "HEAD")
    var assignment = place.assignment(7)
    assignment.kind = .review(commit: head)
    let source = FakeTaskSource(assignment)
    try await place.work(at: source, "git rev-parse HEAD; git branch --show-current; echo; echo '**Approved**: fine'")
    #expect(source.reports == [.done("Approved**: fine\n\(head)")])
  }

  @Test("a fix goes on with the session of the work, where the program can; a session that is gone is begun anew")
  func sessions() async throws {
    let place = try await Place()
    let folder = place.repository.folder
    // Stands in for claude: says how it was called, and knows no session "gone".
    try folder.write(
      """
      #!/bin/sh
      case "$*" in *gone*) echo 'No conversation found' >&2; exit 1;; esac
      echo "$*" >> calls.txt
      cat > /dev/null
      printf '{"type":"result","is_error":false,"session_id":"%s","result":"ok","total_cost_usd":0.5,"num_turns":2}\\n' "$(wc -l < calls.txt | tr -d ' ')-gone" | sed 's/1-gone/first/'
      """, to: "claude")
    chmod(folder.file("claude"), 0o755)
    var fix = place.assignment(7)
    fix.task = place.identity(107)
    fix.kind = .fix
    var third = fix
    third.task = place.identity(207)
    let source = FakeTaskSource(place.assignment(7), fix, third)
    let path = "\(folder.path):/usr/local/bin:/usr/bin:/bin"
    try await place.work(at: source, program: .cli("claude"), environment: ["PATH": path])
    let calls = folder.read("data/worktrees/\(place.item(7))/calls.txt").split(separator: "\n")
    #expect(calls.count == 3)
    #expect(calls.first?.contains("--resume") == false)
    #expect(calls.dropFirst().first?.contains("--resume first") == true)
    #expect(calls.last?.contains("--resume") == false)
    let account = source.state.withLock { $0.accounts.first }
    #expect(account?.usage.costUSD == 0.5)
    #expect(account?.session == "first")
  }

  @Test("an agent's name is a folder of its own, whatever it is")
  func names() {
    #expect(WorkerFolder(data: "/d", agent: "backend").path == "/d/agents/backend")
    #expect(WorkerFolder(data: "/d", agent: "../../etc").path == "/d/agents/%2e.%2f..%2fetc")
    #expect(WorkerFolder(data: "/d", agent: "..").path != "/d/agents/..")
  }

  @Test("one worker at a time has an agent's lock, and it is found by it")
  func lock() throws {
    let folder = try TestFolder()
    let place = WorkerFolder(data: folder.path, agent: "backend")
    try place.make()
    #expect(WorkerLock.holder(place) == nil)
    do {
      let lock = try #require(WorkerLock(place))
      #expect(WorkerLock(place) == nil)
      #expect(WorkerLock.holder(place) == getpid())
      withExtendedLifetime(lock) {}
    }
    #expect(WorkerLock.holder(place) == nil)
  }

  @Test("whoever looks for an agent's worker is in no starting worker's way")
  func looking() async throws {
    let folder = try TestFolder()
    let place = WorkerFolder(data: folder.path, agent: "backend")
    try place.make()
    let isOver = Mutex(false)
    async let looking: Void = offPool { while !isOver.withLock({ $0 }) { _ = WorkerLock.holder(place) } }
    let refusals = await offPool { (0..<5_000).count { _ in WorkerLock(place) == nil } }
    isOver.withLock { $0 = true }
    await looking
    #expect(refusals == 0)
  }
}

/// A clone, a data directory and a worker in them.
struct Place: Sendable {
  let repository: Repository
  let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))

  /// Tests run side by side, and a worker ends whatever runs for its own task.
  private let seed = UInt64.random(in: 0...UInt64.max)

  init() async throws { repository = try await Repository() }

  func identity<Subject>(_ number: Int) -> Identifier<Subject> { Identifier(high: seed, low: UInt64(number)) }

  func item(_ number: Int) -> Identifier<WorkItem> { identity(number) }

  func assignment(_ number: Int) -> Assignment {
    Assignment(
      task: identity(number), mission: identity(1), item: item(number), prompt: "Do #\(number).", title: "Log in!",
      number: "\(number)", itemName: item(number).text, folder: item(number).text,
      issue: IssueReference("acme/shop#\(number)"), needsResult: true)
  }

  /// Works until nothing is left to do.
  func work(
    at source: FakeTaskSource, _ command: String = "", program: WorkerSettings.Program? = nil,
    protocol: WorkerSettings.Conversation? = nil, environment: [String: String] = [:],
    heartbeat: Duration = .seconds(20), now: (@Sendable () -> Timestamp)? = nil
  ) async throws {
    let count = source.state.withLock { $0.waiting.count }
    let settings = WorkerSettings(
      agent: "backend", program: program ?? .command(command), protocol: `protocol`,
      directory: repository.folder.file("clone"),
      maxTasks: count, taskTimeout: command.contains("sleep 100") ? 5 : 60)
    let folder = WorkerFolder(data: repository.folder.file("data"), agent: "backend")
    try folder.make()
    let start = self.now
    let worker = Worker(
      settings, in: folder, source: source, environment: Repository.environment.merging(environment) { $1 },
      program: "/usr/bin/signalbox", town: "default", heartbeat: heartbeat, now: now ?? { start }, say: { _ in })
    await worker.run()
  }
}
