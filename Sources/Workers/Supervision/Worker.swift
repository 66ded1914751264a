import FoundationEssentials
import Glibc
package import MissionCore
import Synchronization

/// An agent that runs by itself: takes one task at a time, runs a coding CLI for it in a worktree, and reports.
///
/// `run()` returns when it is cancelled, has done as many tasks as it may, or was idle for long enough. Whatever goes
/// wrong with a task becomes that task's reason; the worker goes on.
package struct Worker: Sendable {
  /// How long one question for work waits: a worker that is asked to stop must notice soon.
  private static let question = Duration.seconds(3)
  /// The shortest and the longest pause of a parked agent whose limit's end was not told.
  private static let shortestPark = 60
  private static let longestPark = 3600

  let settings: WorkerSettings
  let folder: WorkerFolder
  let source: any TaskSource
  let environment: [String: String]
  let program: String
  let town: String
  /// How often it shows that it lives while a run goes on.
  let heartbeat: Duration
  let now: @Sendable () -> Timestamp
  let say: @Sendable (String) -> Void

  /// A worker with what it needs.
  ///
  /// - Parameters:
  ///   - environment: its own; its children see little of it.
  ///   - program: the path of this program, for the prompt's commands.
  ///   - say: writes a line of its log.
  package init(
    _ settings: WorkerSettings, in folder: WorkerFolder, source: any TaskSource, environment: [String: String],
    program: String, town: String, heartbeat: Duration = .seconds(20), now: @escaping @Sendable () -> Timestamp,
    say: @escaping @Sendable (String) -> Void
  ) {
    self.settings = settings
    self.folder = folder
    self.source = source
    self.environment = environment
    self.program = program
    self.town = town
    self.heartbeat = heartbeat
    self.now = now
    self.say = say
  }

  /// Works until it is cancelled or has nothing more to do; then it leaves, and what it held is another's. One that is
  /// to be started again at once stays, and takes up what it held.
  package func run() async {
    await work()
    guard !folder.isToBeStartedAgain else { return say("ends, to be started again") }
    do {
      try await apart { try await source.leave() }
      say("ends, and gets no more work")
    } catch {
      say("ends, and could not say so: \(error)")
    }
  }

  private func work() async {
    var done = 0
    var parks = 0
    var troubles = 0
    var idleSince = ContinuousClock.now
    while !Task.isCancelled, done < settings.maxTasks ?? .max {
      guard await waitForPane() else { return say("its pane is gone: ends") }
      let next: Assignment?
      do {
        next = try await source.next(wait: Self.question)
        troubles = 0
      } catch {
        // Broken off here, where it was asked to stop.
        guard !Task.isCancelled else { continue }
        // The service is away, or being started again: nothing is lost by asking later.
        troubles += 1
        if troubles == 1 || troubles % 20 == 0 { say("no answer to the question for work: \(error)") }
        try? await Task.sleep(for: .milliseconds(min(250 << min(troubles, 5), 5_000)))
        next = nil
      }
      guard let next else {
        await tidy()
        if let limit = settings.idleTimeout, idleSince.duration(to: .now) >= .seconds(limit) {
          return say("idle: ends")
        }
        continue
      }
      let outcome = await perform(next)
      switch outcome {
      case .reported:
        done += 1
        parks = 0
      case .parked(let limit):
        parks += 1
        let backOff = min(Self.shortestPark << min(parks - 1, 6), Self.longestPark)
        let until = limit.resetsAt ?? now().adding(seconds: backOff)
        await report(next) { try await source.park(next, until: until, reason: limit.text) }
        await pause(until: until)
      case .handedBack: return
      }
      await tidy()
      idleSince = .now
    }
  }

  /// The pane that its program runs in; nil where it starts the program itself.
  private var pane: Pane? {
    guard case .pane(let id, let socket) = settings.program else { return nil }
    let settings = WorkerEnvironment.ofRun(environment, credentials: [], program: program)
    return Pane(tmux: Tmux(socket: socket, environment: settings), id: id)
  }

  /// How long a pane may be away before it is gone.
  private static let paneGrace = Duration.seconds(10)

  /// Waits until its pane can be told of a task; before that no task is taken. False where the pane is gone: nothing is
  /// to be kept for an agent that is not there.
  private func waitForPane() async -> Bool {
    guard let pane else { return true }
    var said: Pane.Hindrance?
    var missingSince: ContinuousClock.Instant?
    while !Task.isCancelled, let hindrance = await pane.hindrance {
      if hindrance != said { say("takes nothing: its pane \(pane.id) \(hindrance)") }
      said = hindrance
      if await pane.isMissing {
        let since = missingSince ?? .now
        missingSince = since
        if since.duration(to: .now) >= Self.paneGrace { return false }
      } else {
        missingSince = nil
      }
      try? await Task.sleep(for: .seconds(1))
    }
    return true
  }

  /// What became of a task.
  enum Outcome {
    /// Somebody knows its end.
    case reported
    /// The account may do no more for now.
    case parked(UsageLimit)
    /// The worker was stopped in the middle.
    case handedBack
  }

  private func perform(_ task: Assignment) async -> Outcome {
    say("task \(task.task): begins")
    // What an earlier worker left running would write into the same worktree.
    ProcessRun.endLeftovers(markedBy: mark(of: task))
    do throws(WorktreeFault) {
      let worktree = try await workplace(for: task)
      var memory = folder.memory
      memory.items[task.item.text, default: .init(mission: task.mission.text)].folders.insert(worktree.folder)
      let session = memory.session(of: task.item.text)
      folder.keep(memory)
      let run =
        if let pane {
          await PaneRun(worker: self, pane: pane, task: task, worktree: worktree).run()
        } else {
          await AgentRun(self, task, in: worktree, session: canResume(task) ? session : nil).run()
        }
      remember(run.account, of: task)
      await account(for: task, run.report)
      return await settle(task, run, in: worktree)
    } catch {
      await fail(task, error.description, RunReport(result: ""))
      return .reported
    }
  }

  // MARK: - Sessions

  private func canResume(_ task: Assignment) -> Bool {
    if case .review = task.kind { return false }
    // By the protocol an agent says itself whether it can.
    if settings.protocol != nil { return true }
    guard case .cli(let name) = settings.program else { return false }
    return CodingCLI.named(name)?.canResume == true
  }

  private func remember(_ account: RunAccount, of task: Assignment) {
    guard let session = account.session, canResume(task) else { return }
    var memory = folder.memory
    memory.items[task.item.text]?.session = session
    memory.items[task.item.text]?.sessionCost = account.sessionCost
    folder.keep(memory)
  }

  func mark(of task: Assignment) -> String { "SIGNALBOX_TASK=\(task.task.text)" }
}
