import FoundationEssentials
import MissionCore
import Synchronization

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

  /// How much of the output's end becomes a reason.
  private static let longestTail = 4_000

  private let worker: Worker
  private let task: Assignment
  private let worktree: Worktree
  private let session: String?

  init(_ worker: Worker, _ task: Assignment, in worktree: Worktree, session: String?) {
    self.worker = worker
    self.task = task
    self.worktree = worktree
    self.session = session
  }

  /// Runs the program to its end. A session that is known no more is begun anew.
  func run() async -> Ending {
    let first = await once(session: session)
    guard session != nil, case .ended(.exited(let status)) = first.end, status != 0, first.account.session == nil,
      !Task.isCancelled
    else { return first }
    return await once(session: nil)
  }

  private func once(session: String?) async -> Ending {
    let promptFile = worker.folder.prompt(of: task.task.text)
    do {
      try worker.folder.make()
      try worker.folder.write(Data(task.prompt.utf8), to: "\(task.task.text).prompt.md")
    } catch {
      return Ending(
        end: .ended(.notStarted("the prompt cannot be written to \(promptFile): \(error)")), account: RunAccount(),
        tail: "")
    }
    let (process, dialect) = call(promptFile: promptFile, session: session)
    let ear = Ear(OutputReader(dialect), BoundedLog(worker.folder.log(of: task.task.text)))
    let end = await withTaskGroup(of: ProcessRun.End?.self) { group in
      group.addTask { await process.run { stream, bytes in ear.take(stream, bytes) } }
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
    let (account, tail) = ear.finish()
    // Cancelling the signs of life at the end loses nothing: only a run that we ended was superseded.
    let isSuperseded = end == .stopped && !Task.isCancelled
    return Ending(end: isSuperseded ? .superseded : .ended(end), account: account, tail: tail)
  }

  /// What is heard of a run while it goes on.
  private final class Ear: Sendable {
    private struct Heard {
      var reader: OutputReader
      var log: BoundedLog?
      var tail: [UInt8] = []
    }

    private let heard: Mutex<Heard>

    init(_ reader: OutputReader, _ log: sending BoundedLog?) { heard = Mutex(Heard(reader: reader, log: log)) }

    func take(_ stream: ProcessRun.Stream, _ bytes: ArraySlice<UInt8>) {
      heard.withLock { heard in
        heard.log?.write(bytes)
        heard.tail += bytes
        if heard.tail.count > 16 * AgentRun.longestTail {
          heard.tail.removeFirst(heard.tail.count - AgentRun.longestTail)
        }
        switch stream {
        case .output: heard.reader.take(bytes)
        case .errors: break
        }
      }
    }

    func finish() -> (RunAccount, tail: String) {
      heard.withLock { heard in
        heard.log?.finish()
        return (heard.reader.finish(), OutputReader.printable(heard.tail.suffix(AgentRun.longestTail)) ?? "")
      }
    }
  }

  /// Shows now and then that the run goes on; returns when it is over, or the task no longer ours.
  private func keepAlive() async {
    while true {
      do { try await Task.sleep(for: Worker.heartbeatInterval) } catch { return }
      if (try? await worker.desk.renew(task)) == false { return }
    }
  }

  private func call(promptFile: String, session: String?) -> (ProcessRun, CodingCLI.Dialect) {
    let cli: CodingCLI? =
      switch worker.settings.program {
      case .cli(let name): CodingCLI.named(name)
      case .command, .pane: nil
      }
    var environment = WorkerEnvironment.ofRun(
      worker.environment, credentials: cli?.credentials ?? [], program: worker.program)
    environment.merge(cli?.settings ?? [:]) { $1 }
    environment.merge(variables(promptFile)) { $1 }
    var run: ProcessRun
    let dialect: CodingCLI.Dialect
    switch worker.settings.program {
    case .pane: preconditionFailure("Invalid state: what runs in a pane is not started")
    case .command(let words):
      run = ProcessRun("/bin/sh", ["-c", words], environment: environment, directory: worktree.path)
      run.input = promptFile
      dialect = .text
    case .cli(let name):
      let call = cli?.call(
        prompt: task.prompt, file: promptFile, model: worker.settings.model, session: session,
        more: worker.settings.more)
      let program = cli.flatMap { ProgramPath.find($0.programs, in: worker.environment["PATH"]) } ?? name
      run = ProcessRun(program, call?.arguments ?? [], environment: environment, directory: worktree.path)
      if call?.readsPrompt == true { run.input = promptFile }
      dialect = cli?.dialect ?? .text
    }
    run.limits.time = .seconds(worker.settings.taskTimeout)
    run.mark = worker.mark(of: task)
    return (run, dialect)
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
