import CSystem
import Dispatch
import Glibc

/// One run of a program to its end: a process group with limits on time and memory, all of its output taken in.
package struct ProcessRun: Sendable {
  /// How a run ended.
  package enum End: Hashable, Sendable {
    /// By itself, with this status.
    case exited(Int32)
    /// By a signal that we did not send.
    case signalled(Int32)
    /// By us: its time was over.
    case tookTooLong
    /// By us: it used more memory than it may.
    case usedTooMuchMemory
    /// By us: the task around it was cancelled.
    case stopped
    /// It never began; says why.
    case notStarted(String)
  }

  /// What a run may use.
  package struct Limits: Hashable, Sendable {
    /// How long it may take.
    package var time: Duration
    /// The resident memory of its whole group, in bytes.
    package var memory: Int
    /// How long it has between SIGTERM and SIGKILL.
    package var grace: Duration

    /// Limits; an hour, 8 GiB and 5 seconds where nothing else is said.
    package init(time: Duration = .seconds(3600), memory: Int = 8 << 30, grace: Duration = .seconds(5)) {
      self.time = time
      self.memory = memory
      self.grace = grace
    }
  }

  /// Which of its two outputs words came from.
  package enum Stream: Sendable {
    case output
    case errors
  }

  /// How long outputs are read on after the end: a child that was left behind may keep them open for ever.
  private static let draining = Duration.seconds(1)
  private static let lookInterval = Duration.milliseconds(500)

  package var program: String
  package var arguments: [String]
  /// All of the environment.
  package var environment: [String: String]
  package var directory: String
  /// The file it reads; none by default.
  package var input = "/dev/null"
  package var limits = Limits()
  /// `NAME=value` in its environment by which processes that left the group are found at the end.
  package var mark: String?

  /// A run with its parts.
  package init(_ program: String, _ arguments: [String], environment: [String: String], directory: String) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.directory = directory
  }

  /// Runs it. Cancelling ends the whole group: SIGTERM, then SIGKILL.
  ///
  /// - Parameter take: gets all output, on a thread of the run's own.
  package func run(_ take: @escaping @Sendable (Stream, ArraySlice<UInt8>) -> Void) async -> End {
    let wake = csystem_eventfd()
    guard wake >= 0 else { return .notStarted(String(cString: strerror(errno))) }
    defer { close(wake) }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        // A queue of its own is a thread of its own for as long as it blocks.
        DispatchQueue(label: "run").async { continuation.resume(returning: runBlocking(wake, take)) }
      }
    } onCancel: {
      var one: UInt64 = 1
      _ = write(wake, &one, 8)
    }
  }

  /// Ends what an earlier run left behind under a mark.
  package static func endLeftovers(markedBy mark: String) {
    for pid in RunningProcesses.marked(mark) { kill(pid, SIGKILL) }
  }

  private func runBlocking(_ wake: Int32, _ take: (Stream, ArraySlice<UInt8>) -> Void) -> End {
    let group: ProcessGroup
    do throws(ProcessGroup.StartFailure) {
      group = try ProcessGroup(
        starting: program, arguments, environment: environment, directory: directory, input: input)
    } catch {
      return .notStarted("\(error.program) cannot be started: \(error.reason)")
    }
    var watch = Watch(limits: limits, now: .now)
    var sources: [(descriptor: Int32, stream: Stream)] = [(group.output, .output), (group.errors, .errors)]
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var end: End?
    while end == nil || (!sources.isEmpty && .now < watch.drainsUntil) {
      var descriptors = sources.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
      if end == nil {
        descriptors.append(pollfd(fd: group.descriptor, events: Int16(POLLIN), revents: 0))
        if watch.cause == nil { descriptors.append(pollfd(fd: wake, events: Int16(POLLIN), revents: 0)) }
      }
      poll(&descriptors, nfds_t(descriptors.count), watch.milliseconds(isOver: end != nil))
      var closed: [Int32] = []
      for (place, source) in sources.enumerated() where descriptors[place].revents != 0 {
        let count = read(source.descriptor, &buffer, buffer.count)
        if count > 0 {
          take(source.stream, buffer[..<count])
        } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
          closed.append(source.descriptor)
        }
      }
      if end == nil {
        let place = sources.count
        if descriptors[place].revents != 0 {
          // Whatever the leader left in its group has nobody to report to any more.
          group.signal(SIGKILL)
          end = watch.cause ?? group.collect()
          if watch.cause != nil { _ = group.collect() }
          if let mark { Self.endLeftovers(markedBy: mark) }
          watch.drainsUntil = .now.advanced(by: Self.draining)
        } else {
          let isCancelled = watch.cause == nil && descriptors[place + 1].revents != 0
          watch.look(at: group, isCancelled: isCancelled)
        }
      }
      sources.removeAll { closed.contains($0.descriptor) }
    }
    return end ?? .signalled(SIGKILL)
  }

  /// Watches the limits of a run and ends it where it passes them.
  private struct Watch {
    let limits: Limits
    let deadline: ContinuousClock.Instant
    var nextLook: ContinuousClock.Instant
    /// Why we end it; nil while it may go on.
    var cause: End?
    var killsAt: ContinuousClock.Instant?
    var drainsUntil: ContinuousClock.Instant

    init(limits: Limits, now: ContinuousClock.Instant) {
      self.limits = limits
      deadline = now.advanced(by: limits.time)
      nextLook = now.advanced(by: ProcessRun.lookInterval)
      drainsUntil = now
    }

    func milliseconds(isOver: Bool) -> Int32 {
      let next = isOver ? drainsUntil : [deadline, killsAt ?? deadline, nextLook].min() ?? deadline
      let rest = cause != nil && !isOver ? (killsAt ?? nextLook) : next
      let span = ContinuousClock.now.duration(to: rest)
      let milliseconds = span.components.seconds * 1000 + span.components.attoseconds / 1_000_000_000_000_000
      return Int32(min(max(milliseconds + 1, 0), 60_000))
    }

    mutating func look(at group: ProcessGroup, isCancelled: Bool) {
      let now = ContinuousClock.now
      if let killsAt {
        guard killsAt <= now else { return }
        group.signal(SIGKILL)
        // Asked again, should a process be so stuck that it does not end at once.
        self.killsAt = now.advanced(by: .seconds(1))
        return
      }
      if isCancelled {
        cause = .stopped
      } else if deadline <= now {
        cause = .tookTooLong
      } else if nextLook <= now {
        nextLook = now.advanced(by: ProcessRun.lookInterval)
        if RunningProcesses.memory(ofGroup: group.pid) > limits.memory { cause = .usedTooMuchMemory }
      }
      guard cause != nil else { return }
      group.signal(SIGTERM)
      killsAt = now.advanced(by: limits.grace)
    }
  }
}

extension ProcessRun.End: CustomStringConvertible {
  /// What happened, without a full stop.
  package var description: String {
    switch self {
    case .exited(let status): "it ended with status \(status)"
    case .signalled(let signal): "signal \(signal) ended it"
    case .tookTooLong: "it took longer than it may and was ended"
    case .usedTooMuchMemory: "it used more memory than it may and was ended"
    case .stopped: "it was stopped"
    case .notStarted(let reason): reason
    }
  }
}
