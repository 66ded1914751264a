import FoundationEssentials
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Workers

/// Real processes, as ill-behaved as they come.
@Suite(.timeLimit(.minutes(10))) struct ProcessRunTests {
  @Test("both outputs and the status are taken in, and the environment holds what was given and nothing else")
  func plain() async throws {
    let (end, output, errors) = await run(
      "env; echo oops >&2; exit 3", environment: ["PATH": "/usr/bin:/bin", "A": "1"])
    #expect(end == .exited(3))
    let names = Set(output.split(separator: "\n").compactMap { $0.split(separator: "=").first.map(String.init) })
    #expect(names.subtracting(["PWD", "SHLVL", "_", "OLDPWD"]) == ["PATH", "A"])
    #expect(errors == "oops\n")
  }

  @Test("the prompt is standard input; a program that closes it unread does no harm")
  func input() async throws {
    let folder = try TestFolder()
    let prompt = String(repeating: "do it\n", count: 100_000)
    var process = script("wc -c", in: folder)
    process.input = try folder.write(prompt, to: "prompt")
    #expect(await hear(process).output.filter(\.isNumber) == "\(prompt.utf8.count)")
    process = script("exec <&-; echo fine", in: folder)
    process.input = folder.file("prompt")
    let heard = await hear(process)
    #expect(heard.end == .exited(0))
    #expect(heard.output == "fine\n")
  }

  @Test("a program that ignores SIGTERM is killed, and its children with it, when its time is over")
  func ignoresTermination() async throws {
    let folder = try TestFolder()
    var process = script(
      "trap '' TERM; sleep 1000 & echo $! > child; echo $$ > self; while :; do sleep 1; done", in: folder)
    process.limits.time = .milliseconds(400)
    process.limits.grace = .milliseconds(200)
    repeat {
      #expect(await hear(process).end == .tookTooLong)
      // On a machine with much else to do it may not even have begun in that time.
      process.limits.time *= 4
    } while folder.read("child").isEmpty || folder.read("self").isEmpty
    #expect(isGone(folder.read("self")))
    #expect(isGone(folder.read("child")))
  }

  @Test("a process that leaves the group, and whose parent leaves it, is found by its mark and ended")
  func forksAway() async throws {
    let folder = try TestFolder()
    var process = script(
      "setsid sh -c 'echo $$ > daemon; exec sleep 1000' >/dev/null 2>&1 & while [ ! -s daemon ]; do :; done",
      in: folder)
    process.environment["SIGNALBOX_TASK"] = folder.path
    process.mark = "SIGNALBOX_TASK=\(folder.path)"
    #expect(await hear(process).end == .exited(0))
    let pid = folder.read("daemon")
    #expect(!pid.isEmpty)
    try await gone(pid)
  }

  @Test("what bears all the marks is ended; another town's agent of the same name has only one of them, and goes on")
  func marks() async throws {
    let folder = try TestFolder()
    func begin(_ town: String) -> Task<ProcessRun.End, Never> {
      var process = script("echo $$ > \(town); while [ ! -e go ]; do sleep 0.05; done", in: folder)
      process.environment["AGENT"] = folder.path
      process.environment["TOWN"] = town
      return Task { [process] in await hear(process).end }
    }
    let (ours, theirs) = (begin("ours"), begin("theirs"))
    while folder.read("ours").isEmpty || folder.read("theirs").isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    ProcessRun.endLeftovers(markedBy: "AGENT=\(folder.path)", "TOWN=ours")
    #expect(await ours.value == .signalled(SIGKILL))
    try folder.write("", to: "go")
    #expect(await theirs.value == .exited(0))
  }

  @Test("a child that keeps the outputs open does not keep the run from ending")
  func holdsOutput() async throws {
    let folder = try TestFolder()
    let heard = await hear(script("setsid sleep 30 & echo done", in: folder))
    #expect(heard.end == .exited(0))
    #expect(heard.output == "done\n")
  }

  @Test("too much memory ends the run with that reason")
  func memory() async throws {
    let folder = try TestFolder()
    var process = script("exec tail /dev/zero", in: folder)
    process.limits.memory = 40 << 20
    #expect(await hear(process).end == .usedTooMuchMemory)
  }

  @Test("cancelling ends the whole group")
  func cancelling() async throws {
    let folder = try TestFolder()
    let process = script("sleep 1000 & echo $! > child; wait", in: folder)
    let run = Task { await hear(process).end }
    while folder.read("child").isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    run.cancel()
    #expect(await run.value == .stopped)
    try await gone(folder.read("child"))
  }

  @Test("a missing program, a missing directory and a signal are told apart")
  func otherEnds() async throws {
    let folder = try TestFolder()
    let missing = ProcessRun("/nonexistent/claude", [], environment: [:], directory: folder.path)
    guard case .notStarted(let reason) = await hear(missing).end else {
      Issue.record("it cannot have started")
      return
    }
    #expect(reason.contains("No such file"))
    #expect(await hear(script("kill -9 $$", in: folder)).end == .signalled(9))
  }

  @Test("of a gigabyte of output the log keeps the beginning and the end")
  func gigabyte() async throws {
    let folder = try TestFolder()
    let log = Mutex(BoundedLog(folder.file("log")))
    let process = script("echo first; head -c 1000000000 /dev/zero | tr '\\0' 'x'; echo last", in: folder)
    let end = await process.run { _, bytes in log.withLock { $0?.write(bytes) } }
    log.withLock { $0?.finish() }
    #expect(end == .exited(0))
    let text = folder.read("log")
    #expect(text.hasPrefix("first\nxxx"))
    #expect(text.hasSuffix("xxxlast\n"))
    #expect(text.contains("bytes are left out here"))
    #expect(text.utf8.count < 2 * BoundedLog.kept + 100)
    #expect(text.utf8.count > 2 * BoundedLog.kept - 100)
  }

  private func script(_ text: String, in folder: TestFolder) -> ProcessRun {
    ProcessRun("/bin/sh", ["-c", text], environment: ["PATH": "/usr/bin:/bin"], directory: folder.path)
  }

  private func run(_ text: String, environment: [String: String]) async -> (
    end: ProcessRun.End, output: String, errors: String
  ) {
    await hear(ProcessRun("/bin/sh", ["-c", text], environment: environment, directory: "/"))
  }

  private func hear(_ process: ProcessRun) async -> (end: ProcessRun.End, output: String, errors: String) {
    let heard = Mutex((output: [UInt8](), errors: [UInt8]()))
    let end = await process.run { stream, bytes in
      heard.withLock { heard in
        switch stream {
        case .output: heard.output += bytes
        case .errors: heard.errors += bytes
        }
      }
    }
    return heard.withLock {
      (end, String(decoding: $0.output, as: UTF8.self), String(decoding: $0.errors, as: UTF8.self))
    }
  }

  private func gone(_ pid: String) async throws {
    while !isGone(pid) { try await Task.sleep(for: .milliseconds(5)) }
  }

  /// A zombie whose new parent has not collected it is gone, too.
  private func isGone(_ text: String) -> Bool {
    guard let pid = pid_t(text.filter(\.isNumber)) else { return false }
    guard let stat = try? Data(contentsOf: URL(filePath: "/proc/\(pid)/stat")) else { return true }
    return String(decoding: stat, as: UTF8.self).contains(") Z ")
  }
}
