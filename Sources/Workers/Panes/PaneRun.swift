import FoundationEssentials
import MissionCore

/// One task in the hands of a program that runs in a pane: it is told in one short line where its prompt is, and
/// reports by itself. What is on the screen is a sign of life and nothing more.
struct PaneRun: Sendable {
  /// How often it is looked at.
  private static let look = Duration.seconds(1)
  /// How long a pane may be away before it is gone, and how long one may be busy before its task goes back.
  private static let grace = Duration.seconds(10)
  /// How much of the screen's past goes into the log.
  private static let history = 2_000

  let worker: Worker
  let pane: Pane
  let task: Assignment
  let worktree: Worktree

  func run() async -> AgentRun.Ending {
    let file = worker.folder.prompt(of: task.task.text)
    do {
      try worker.folder.make()
      try worker.folder.write(Data((place + task.prompt).utf8), to: "\(task.task.text).prompt.md")
    } catch {
      return ending(.ended(.notStarted("the prompt cannot be written to \(file): \(error)")), nil)
    }
    if let hindrance = await waitUntilReady() {
      return ending(Task.isCancelled ? .ended(.stopped) : .ended(.notStarted("its pane \(pane.id) \(hindrance)")), nil)
    }
    guard await pane.type("Read \(file) and do what it says.") else {
      return ending(.ended(.notStarted("nothing can be typed into its pane \(pane.id)")), nil)
    }
    worker.say("task \(task.task): typed into pane \(pane.id)")
    return await attend()
  }

  /// Watches until the task is reported, the pane is gone or the time is over.
  private func attend() async -> AgentRun.Ending {
    let deadline = ContinuousClock.now.advanced(by: .seconds(worker.settings.taskTimeout))
    var shown: String?
    var renewsAt = ContinuousClock.now
    var missingSince: ContinuousClock.Instant?
    while true {
      do { try await Task.sleep(for: Self.look) } catch { return ending(.ended(.stopped), shown) }
      if (try? await worker.source.isOpen(task)) == false {
        return ending(.superseded, await pane.screen(history: 200))
      }
      if deadline <= .now { return ending(.ended(.tookTooLong), shown) }
      if await pane.isMissing {
        let since = missingSince ?? .now
        missingSince = since
        guard since.duration(to: .now) < Self.grace else {
          return ending(.ended(.notStarted("its pane \(pane.id) is gone")), shown)
        }
        continue
      }
      missingSince = nil
      let screen = await pane.screen()
      // Whatever changes there is a sign of life; a screen that stands still is none.
      if screen != shown, renewsAt <= .now {
        _ = try? await worker.source.renew(task)
        renewsAt = .now.advanced(by: worker.heartbeat)
      }
      shown = screen ?? shown
    }
  }

  /// What is in the way for longer than the grace; nil once nothing is.
  private func waitUntilReady() async -> Pane.Hindrance? {
    let deadline = ContinuousClock.now.advanced(by: Self.grace)
    while true {
      guard let hindrance = await pane.hindrance else { return nil }
      guard .now < deadline, !Task.isCancelled else { return hindrance }
      try? await Task.sleep(for: Self.look)
    }
  }

  private var place: String {
    let branch = worktree.branch.map { ", on branch \($0)" } ?? ""
    return "Work in the directory \(worktree.path)\(branch). Everything below is about that directory.\n\n"
  }

  private func ending(_ end: AgentRun.Ending.How, _ screen: String?) -> AgentRun.Ending {
    if let screen, let log = BoundedLog(worker.folder.log(of: task.task.text)) {
      log.write(Array(screen.utf8)[...])
      log.finish()
    }
    let tail = screen.flatMap { OutputReader.printable($0.utf8) } ?? ""
    return AgentRun.Ending(end: end, account: RunAccount(), tail: tail)
  }
}
