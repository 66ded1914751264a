import FoundationEssentials
import MissionCore

/// One run of an agent's program for one task, with its log and its signs of life.
struct AgentRun: Sendable {
  /// How it ended.
  struct Ending: Sendable {
    enum How: Sendable, Equatable {
      /// As the process did.
      case ended(ProcessRun.End)
      /// By us, because the task is another's by now.
      case superseded
    }

    var end: How
    /// What the program said of itself.
    var account: RunAccount
    /// The last lines of what it wrote.
    var tail: String

    /// What is reported of it.
    var report: RunReport {
      RunReport(result: account.message ?? tail, usage: account.usage, session: account.session)
    }
  }

  private let worker: Worker
  private let task: Assignment
  private let worktree: Worktree
  private let session: WorkerMemory.Session?

  init(_ worker: Worker, _ task: Assignment, in worktree: Worktree, session: WorkerMemory.Session?) {
    self.worker = worker
    self.task = task
    self.worktree = worktree
    self.session = session
  }

  /// Runs the program to its end. A session that is known no more is begun anew.
  func run() async -> Ending {
    let first = await once(session: session)
    // By the protocol that is seen to within one run.
    guard session != nil, worker.settings.protocol == nil, case .ended(.exited(let status)) = first.end, status != 0,
      first.account.session == nil, !Task.isCancelled
    else { return first }
    return await once(session: nil)
  }

  private func once(session: WorkerMemory.Session?) async -> Ending {
    let promptFile = worker.folder.prompt(of: task.task.text)
    do {
      try worker.folder.make()
      try worker.folder.write(Data(task.prompt.utf8), to: "\(task.task.text).prompt.md")
    } catch {
      return Ending(
        end: .ended(.notStarted("the prompt cannot be written to \(promptFile): \(error)")), account: RunAccount(),
        tail: "")
    }
    let (process, listener) = call(promptFile: promptFile, session: session)
    let end = await withTaskGroup(of: ProcessRun.End?.self) { group in
      group.addTask {
        switch listener {
        case .output(let listener): await process.run { stream, bytes in listener.take(stream, bytes) }
        case .conversation(let listener): await process.run(with: listener)
        }
      }
      group.addTask {
        await keepAlive()
        return nil
      }
      var end: ProcessRun.End?
      for await value in group {
        // Either the run is over, or it has to be.
        group.cancelAll()
        end = end ?? value
      }
      return end ?? .stopped
    }
    let outcome =
      switch listener {
      case .output(let listener): listener.finish(end)
      case .conversation(let listener): listener.finish(end)
      }
    // Cancelling the signs of life at the end loses nothing: only a run that we ended was superseded.
    let isSuperseded = outcome.end == .stopped && !Task.isCancelled
    return Ending(end: isSuperseded ? .superseded : .ended(outcome.end), account: outcome.account, tail: outcome.tail)
  }

  /// How its program is heard.
  private enum Listener {
    case output(OutputListener)
    case conversation(ACPListener)
  }

  /// Shows now and then that the run goes on; returns when it is over, or the task no longer ours.
  private func keepAlive() async {
    while true {
      do { try await Task.sleep(for: worker.heartbeat) } catch { return }
      if (try? await worker.source.renew(task)) == false { return }
    }
  }

  private func call(promptFile: String, session: WorkerMemory.Session?) -> (ProcessRun, Listener) {
    let cli: CodingCLI? =
      switch worker.settings.program {
      case .cli(let name): CodingCLI.named(name)
      case .command, .pane: nil
      }
    var environment = WorkerEnvironment.ofRun(
      worker.environment, credentials: cli?.credentials ?? [], program: worker.program)
    environment.merge(cli?.settings ?? [:]) { $1 }
    environment.merge(variables(promptFile)) { $1 }
    let speaksACP = worker.settings.protocol == .acp
    var words: [String]
    var programs: [String]
    var dialect = CodingCLI.Dialect.text
    var readsPrompt = true
    // What an agent cannot be told by its arguments is chosen in the session.
    var model = worker.settings.model
    switch worker.settings.program {
    case .pane: preconditionFailure("Invalid state: what runs in a pane is not started")
    case .command(let line):
      programs = ["/bin/sh"]
      words = ["-c", line]
    case .cli(let name):
      programs = [name]
      words = []
      if speaksACP, let speech = cli?.acp {
        programs = speech.programs
        words = speech.call(model: model, more: worker.settings.more)
        if speech.modelFlag != nil { model = nil }
      } else if let cli {
        programs = cli.programs
        (words, readsPrompt) = cli.call(
          prompt: task.prompt, file: promptFile, model: model, session: session?.name, more: worker.settings.more)
        dialect = cli.dialect
      }
    }
    let program = ProgramPath.find(programs, in: worker.environment["PATH"]) ?? programs[0]
    var run = ProcessRun(program, words, environment: environment, directory: worktree.path)
    if readsPrompt { run.input = promptFile }
    run.limits.time = .seconds(worker.settings.taskTimeout)
    run.mark = worker.mark(of: task)
    let log = BoundedLog(worker.folder.log(of: task.task.text))
    guard speaksACP else { return (run, .output(OutputListener(OutputReader(dialect), log))) }
    let brief = ACPConversation.Brief(
      prompt: task.prompt, directory: worktree.path, session: session?.name, spent: session?.cost, model: model)
    return (run, .conversation(ACPListener(ACPConversation(brief), log, limits: run.limits)))
  }

  private func variables(_ promptFile: String) -> [String: String] {
    [
      "SIGNALBOX_AGENT": worker.settings.agent, "SIGNALBOX_TASK": task.task.text,
      "SIGNALBOX_MISSION": task.mission.text, "SIGNALBOX_ITEM": task.itemName,
      "SIGNALBOX_BRANCH": worktree.branch ?? "", "SIGNALBOX_PROMPT_FILE": promptFile,
      "SIGNALBOX_DATA": worker.folder.data, "SIGNALBOX_TOWN": worker.town, "SIGNALBOX_CLAIM": task.claim ?? "",
    ].merging(worker.environment.filter { $0.key == "SIGNALBOX_REDIS_URL" }) { $1 }
  }
}
