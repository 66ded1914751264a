import FoundationEssentials
import Glibc

/// Where an agent's worker keeps its lock, its settings and what its runs wrote: `<data>/agents/<name>`.
package struct WorkerFolder: Hashable, Sendable {
  /// The town's data directory, absolute.
  package let data: String
  /// Where all of it is.
  package let path: String

  /// The folder of an agent. A name that is no plain file name is spelled so that it is one, and leads nowhere else.
  package init(data: String, agent: String) {
    self.data = data
    var name = ""
    for byte in agent.utf8 {
      let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      let isOther = byte == 0x2D || byte == 0x5F || (byte == 0x2E && !name.isEmpty)
      name += isPlain || isOther ? String(UnicodeScalar(byte)) : "%" + String(byte, radix: 16)
    }
    path = "\(data)/agents/\(name.prefix(200))"
  }

  /// Where all worktrees of the town are.
  package var worktrees: String { "\(data)/worktrees" }
  /// The file whose lock says that the worker runs.
  package var lock: String { "\(path)/worker.lock" }
  /// What the worker itself says.
  package var supervisorLog: String { "\(path)/supervisor.log" }
  /// What a task's runs wrote.
  package func log(of task: String) -> String { "\(path)/\(task).log" }
  /// What a task's agent is told.
  package func prompt(of task: String) -> String { "\(path)/\(task).prompt.md" }

  /// Makes the folder (0700).
  package func make() throws {
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// The log that was written last; nil where there is none.
  package var newestLog: String? { logs.last }

  /// The runs' logs, the one that was written last at the end.
  package var logs: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".log") && $0 != "supervisor.log" }
      .map { (path: "\(path)/\($0)", change: Self.change(of: "\(path)/\($0)")) }
      .sorted { ($0.change, $0.path) < ($1.change, $1.path) }.map(\.path)
  }

  /// How the worker was spawned last; nil where it never was.
  package var settings: WorkerSettings? {
    guard let bytes = FileManager.default.contents(atPath: "\(path)/settings.json") else { return nil }
    return try? JSONDecoder().decode(WorkerSettings.self, from: bytes)
  }

  /// Keeps how the worker was spawned.
  package func keep(_ settings: WorkerSettings) throws {
    try make()
    try write(JSONEncoder().encode(settings), to: "settings.json")
  }

  /// Whether the worker is ended only to be started again at once.
  var isToBeStartedAgain: Bool { access("\(path)/restart", F_OK) == 0 }

  /// Says whether the worker is ended only to be started again at once.
  package func markStartAgain(_ isToBeStartedAgain: Bool) throws {
    guard isToBeStartedAgain else {
      unlink("\(path)/restart")
      return
    }
    try write(Data(), to: "restart")
  }

  /// What the worker remembers from task to task.
  var memory: WorkerMemory {
    guard let bytes = FileManager.default.contents(atPath: "\(path)/memory.json") else { return WorkerMemory() }
    return (try? JSONDecoder().decode(WorkerMemory.self, from: bytes)) ?? WorkerMemory()
  }

  /// Keeps what the worker remembers. A full disk costs no more than a session and a worktree that stays.
  func keep(_ memory: WorkerMemory) { try? write(JSONEncoder().encode(memory), to: "memory.json") }

  /// Writes a file whole or not at all.
  func write(_ bytes: Data, to name: String) throws {
    try bytes.write(to: URL(filePath: "\(path)/\(name)"), options: .atomic)
    chmod("\(path)/\(name)", 0o600)
  }

  private static func change(of path: String) -> Int {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return 0 }
    return Int(facts.st_mtim.tv_sec) * 1_000_000_000 + Int(facts.st_mtim.tv_nsec)
  }
}
