import Glibc
import System

/// What the private Redis' thread does: find or start a server, ask until it answers, watch it, start it again.
/// Confined to that thread, which may block.
final class PrivateRedisSupervisor {
  private enum Phase {
    /// A server runs and has not answered yet.
    case starting(ChildProcess, PrivateRedisProbe, isAdopted: Bool, askAt: Instant?, until: Instant)
    /// A server works, since then.
    case running(ChildProcess, since: Instant)
    /// None runs; the next is started then.
    case pausing(until: Instant)
    /// Nothing more is to be done.
    case over
  }

  private typealias Instant = ContinuousClock.Instant

  private static let pauseBetweenQuestions = Duration.milliseconds(30)

  private let layout: PrivateRedisLayout
  private let program: String
  private let limits: PrivateRedis.Limits
  private let mailbox: PrivateRedisMailbox
  private let onEvent: @Sendable (PrivateRedis.Event) -> Void
  private var phase = Phase.over
  /// The first start's failure is the caller's; later ones are mended here.
  private var hasStarted = false
  private var isLoading = false
  private var failures = 0
  /// Whether the files were mended since a server last worked on them: once must do.
  private var isMended = false

  init(
    layout: PrivateRedisLayout, program: String, limits: PrivateRedis.Limits, mailbox: PrivateRedisMailbox,
    onEvent: @escaping @Sendable (PrivateRedis.Event) -> Void
  ) {
    self.layout = layout
    self.program = program
    self.limits = limits
    self.mailbox = mailbox
    self.onEvent = onEvent
  }

  /// Runs until the server is stopped, or the first start has failed.
  func run() {
    takeOverOrLaunch()
    loop: while true {
      if case .over = phase { break loop }
      wait()
      let news = mailbox.take()
      if news.mustStop {
        stop()
        break loop
      }
      if let answer = news.answer { consider(answer) }
      advance()
    }
    mailbox.tellOver()
  }

  // MARK: - Starting

  private func takeOverOrLaunch() {
    switch LeftOverRedis.find(layout) {
    case .none: launch()
    case .listening(let process): begin(process, isAdopted: true)
    case .unreachable(let process):
      end(process)
      onEvent(.leftOverStopped(pid: process.pid, reason: "its socket is gone"))
      launch()
    case .foreign(let pid): fail(.socketTaken(path: layout.socket, pid: pid))
    }
  }

  private func launch() {
    if let manifest = AppendOnlyFiles(in: layout.directory).missingManifest { return fail(.manifestMissing(manifest)) }
    let log = layout.openLog()
    guard log >= 0 else {
      let reason = String(cString: strerror(errno))
      return fail(.directory(.unusable(path: layout.log, reason: reason)))
    }
    defer { close(log) }
    do throws(Launch.Failure) {
      let process = try ChildProcess(starting: program, arguments: layout.arguments, output: log)
      onEvent(.started(pid: process.pid))
      begin(process, isAdopted: false)
    } catch {
      fail(error.code == ENOENT ? .programMissing(program) : .notStarted(error.reason))
    }
  }

  private func begin(_ process: ChildProcess, isAdopted: Bool) {
    let now = Instant.now
    isLoading = false
    phase = .starting(
      process, PrivateRedisProbe(layout), isAdopted: isAdopted, askAt: now, until: now.advanced(by: limits.answer))
  }

  private func consider(_ answer: PrivateRedisProbe.Answer) {
    guard case .starting(let process, let probe, let isAdopted, _, let until) = phase else { return }
    let now = Instant.now
    let askAt = now.advanced(by: Self.pauseBetweenQuestions)
    switch answer {
    case .fit:
      if isAdopted { onEvent(.adopted(pid: process.pid)) }
      onEvent(.ready(pid: process.pid))
      phase = .running(process, since: now)
      hasStarted = true
      isMended = false
      mailbox.tellStart(.success(()))
    case .loading:
      if !isLoading { onEvent(.loading(pid: process.pid)) }
      isLoading = true
      phase = .starting(
        process, probe, isAdopted: isAdopted, askAt: askAt, until: now.advanced(by: limits.answer))
    case .silent:
      phase = .starting(process, probe, isAdopted: isAdopted, askAt: askAt, until: until)
    case .tooOld(let version):
      replace(
        process, isAdopted: isAdopted, reason: "it is too old",
        or: .versionTooOld(found: "\(version)", needed: "\(RedisVersion.oldestSupported)"))
    case .unfit(let reason):
      replace(process, isAdopted: isAdopted, reason: reason, or: .notStarted(reason))
    }
  }

  /// Ends a server that is of no use. A left-over is followed by one of our own; one of our own is a failure.
  private func replace(_ process: ChildProcess, isAdopted: Bool, reason: String, or error: PrivateRedisError) {
    end(process)
    if isAdopted {
      onEvent(.leftOverStopped(pid: process.pid, reason: reason))
      launch()
    } else {
      fail(error)
    }
  }

  private func fail(_ error: PrivateRedisError) {
    guard hasStarted else {
      phase = .over
      mailbox.tellStart(.failure(error))
      return
    }
    onEvent(.failed(error))
    pause()
  }

  // MARK: - Watching

  private func advance() {
    let now = Instant.now
    switch phase {
    case .over: break
    case .pausing(let until):
      if until <= now { launch() }
    case .running(let process, let since):
      guard process.waitForEnd(milliseconds: 0) else { return }
      onEvent(.ended(pid: process.pid, lastWords: layout.logTail()))
      if since.advanced(by: .seconds(10)) <= now { failures = 0 }
      pause()
    case .starting(let process, let probe, let isAdopted, let askAt, let until):
      if process.waitForEnd(milliseconds: 0) {
        if isAdopted { launch() } else { considerEnd() }
      } else if until <= now {
        replace(
          process, isAdopted: isAdopted, reason: "it does not answer", or: .notAnswering(log: layout.logTail()))
      } else if let askAt, askAt <= now {
        phase = .starting(process, probe, isAdopted: isAdopted, askAt: nil, until: until)
        let mailbox = self.mailbox
        probe.ask { mailbox.put($0) }
      }
    }
  }

  /// A server ended before it answered: because of damaged files, which are mended once, or for good.
  private func considerEnd() {
    let log = layout.logTail()
    guard !isMended, log.contains("Bad file format reading the append only file") else {
      return fail(.exited(log: log))
    }
    do throws(PrivateRedisError) {
      let mending = try AppendOnlyFiles(in: layout.directory).mend()
      isMended = true
      onEvent(.mended(file: mending.file, bytes: mending.bytes, backup: mending.backup))
      launch()
    } catch {
      fail(error)
    }
  }

  private func pause() {
    failures += 1
    let pause = min(limits.shortestBackOff * Double(1 << min(failures - 1, 16)), limits.longestBackOff)
    onEvent(.restarting(after: pause))
    phase = .pausing(until: .now.advanced(by: pause))
  }

  private func wait() {
    var descriptors = [pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)]
    var next: Instant?
    switch phase {
    case .over: return
    case .pausing(let until): next = until
    case .running(let process, _): descriptors.append(pollfd(fd: process.descriptor, events: Int16(POLLIN), revents: 0))
    case .starting(let process, _, _, let askAt, let until):
      descriptors.append(pollfd(fd: process.descriptor, events: Int16(POLLIN), revents: 0))
      next = askAt.map { min($0, until) } ?? until
    }
    poll(&descriptors, nfds_t(descriptors.count), next.map { Milliseconds.until($0) } ?? -1)
  }

  // MARK: - Stopping

  private func stop() {
    switch phase {
    case .over, .pausing: break
    case .starting(let process, _, _, _, _), .running(let process, _):
      end(process)
      onEvent(.stopped(pid: process.pid))
    }
    mailbox.tellStart(.failure(.notStarted("it was stopped")))
  }

  /// SIGTERM is to Redis what SHUTDOWN is: it writes what it has and leaves. It also reaches one whose socket is gone.
  private func end(_ process: ChildProcess) {
    process.signal(SIGTERM)
    guard !process.waitForEnd(milliseconds: Milliseconds.of(limits.termination)) else { return }
    process.signal(SIGKILL)
    _ = process.waitForEnd(milliseconds: 2000)
  }
}
