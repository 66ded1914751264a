import Glibc
import System

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
    /// By us: everything was said, by whoever talked with it or by itself, and it did not go.
    case dismissed
    /// By us: it did not become ready in time for whoever talked with it.
    case neverReady
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
    /// How long one that is talked with has to become ready.
    package var readiness = Duration.seconds(120)
    /// How long one that is talked with has to end when everything is said, or when it was asked to stop, until
    /// SIGTERM.
    package var farewell = Duration.seconds(2)

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
  /// Nothing more is heard of a program that leaves so much unread of what it is told.
  private static let largestBacklog = 4 << 20

  /// Looked up in our PATH where it is no path.
  package var program: String
  /// What follows its name.
  package var arguments: [String]
  /// All of the environment.
  package var environment: [String: String]
  /// Where it works.
  package var directory: String
  /// The file it reads; none by default.
  package var input = "/dev/null"
  /// What it may use until it is ended.
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
    await run(with: ProcessListener(take: take), .file(input))
  }

  /// Runs it and talks with it: its standard input is a connection. Cancelling and the end of its time are told to the
  /// partner first, who may ask it to stop.
  package func run(with partner: any ProcessPartner) async -> End { await run(with: partner, .connection) }

  private func run(with partner: any ProcessPartner, _ input: ProcessGroup.Input) async -> End {
    guard let wake = Wakeup.available() else { return .notStarted(String(cString: strerror(errno))) }
    return await withTaskCancellationHandler {
      await OwnedThread.run(name: "run") { runBlocking(wake, partner, input) }
    } onCancel: {
      wake.ring()
    }
  }

  /// Ends what an earlier run left behind that bears all these marks, each a `NAME=value` of its environment.
  package static func endLeftovers(markedBy marks: String...) {
    for pid in RunningProcesses.marked(marks) { kill(pid, SIGKILL) }
  }

  private func runBlocking(_ wake: Wakeup, _ partner: any ProcessPartner, _ input: ProcessGroup.Input) -> End {
    let group: ProcessGroup
    do throws(Launch.Failure) {
      group = try ProcessGroup(
        starting: program, arguments, environment: environment, directory: directory, input: input)
    } catch {
      return .notStarted("\(program) cannot be started: \(error.reason)")
    }
    var watch = Watch(limits: limits, now: .now)
    var standardInput = ProcessInput(group.input)
    var sources: [(descriptor: Int32, stream: Stream)] = [(group.output, .output), (group.errors, .errors)]
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var end: End?
    follow(partner.begin(), &standardInput, &watch)
    while end == nil || (!sources.isEmpty && .now < watch.drainsUntil) {
      let hears = end != nil || standardInput.backlog < Self.largestBacklog
      var descriptors = sources.map { pollfd(fd: $0.descriptor, events: Int16(hears ? POLLIN : 0), revents: 0) }
      if end == nil {
        descriptors.append(pollfd(fd: group.descriptor, events: Int16(POLLIN), revents: 0))
        descriptors.append(pollfd(fd: watch.cause == nil ? wake.descriptor : -1, events: Int16(POLLIN), revents: 0))
        descriptors.append(pollfd(fd: standardInput.waitsFor, events: Int16(POLLOUT), revents: 0))
      }
      poll(&descriptors, nfds_t(descriptors.count), watch.milliseconds(isOver: end != nil))
      if end == nil { standardInput.flush() }
      var closed: [Int32] = []
      for (place, source) in sources.enumerated() where hears && descriptors[place].revents != 0 {
        let count = read(source.descriptor, &buffer, buffer.count)
        if count > 0 {
          follow(partner.hear(source.stream, buffer[..<count]), &standardInput, &watch)
        } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
          closed.append(source.descriptor)
          // A program that closed its output answers nothing more: its input is closed, too.
          if source.stream == .output, standardInput.isOpen {
            follow(ProcessReply(isLast: true), &standardInput, &watch)
          }
        }
      }
      if end == nil {
        let place = sources.count
        if descriptors[place].revents != 0 {
          // Whatever the leader left in its group has nobody to report to any more.
          group.signal(SIGKILL)
          end = watch.end(group.collect())
          if let mark { Self.endLeftovers(markedBy: mark) }
          watch.drainsUntil = .now.advanced(by: Self.draining)
        } else {
          let isCancelled = watch.cause == nil && descriptors[place + 1].revents != 0
          if watch.look(at: group, isCancelled: isCancelled, isReady: partner.isReady) {
            watch.beginEnd(group, isAsked: standardInput.write(partner.stop().bytes))
          }
        }
      }
      sources.removeAll { closed.contains($0.descriptor) }
    }
    return end ?? .signalled(SIGKILL)
  }

  private func follow(_ reply: ProcessReply, _ standardInput: inout ProcessInput, _ watch: inout Watch) {
    standardInput.write(reply.bytes)
    guard reply.isLast else { return }
    standardInput.close()
    watch.dismiss(at: .now)
  }

  /// Watches the limits of a run and ends it where it passes them.
  private struct Watch {
    let limits: Limits
    let deadline: ContinuousClock.Instant
    let readyBy: ContinuousClock.Instant
    var nextLook: ContinuousClock.Instant
    /// Why we end it; nil while it may go on.
    var cause: End?
    /// What it gets next if it does not end.
    var next: (signal: Int32, at: ContinuousClock.Instant)?
    var drainsUntil: ContinuousClock.Instant

    init(limits: Limits, now: ContinuousClock.Instant) {
      self.limits = limits
      deadline = now.advanced(by: limits.time)
      readyBy = now.advanced(by: limits.readiness)
      nextLook = now.advanced(by: ProcessRun.lookInterval)
      drainsUntil = now
    }

    func milliseconds(isOver: Bool) -> Int32 {
      let soonest = isOver ? drainsUntil : [deadline, next?.at ?? deadline, nextLook].min() ?? deadline
      let rest = cause != nil && !isOver ? (next?.at ?? nextLook) : soonest
      let span = ContinuousClock.now.duration(to: rest)
      let milliseconds = span.components.seconds * 1000 + span.components.attoseconds / 1_000_000_000_000_000
      return Int32(min(max(milliseconds + 1, 0), 60_000))
    }

    /// Everything is said: it has a while to end by itself.
    mutating func dismiss(at now: ContinuousClock.Instant) {
      guard cause == nil else { return }
      cause = .dismissed
      next = (SIGTERM, now.advanced(by: limits.farewell))
    }

    /// Signals a group that does not end though it has to. Whether it is to be ended from now on.
    mutating func look(at group: ProcessGroup, isCancelled: Bool, isReady: Bool) -> Bool {
      let now = ContinuousClock.now
      if let next {
        guard next.at <= now else { return false }
        group.signal(next.signal)
        // Asked again, should a process be so stuck that it does not end at once.
        self.next = (SIGKILL, now.advanced(by: next.signal == SIGTERM ? limits.grace : .seconds(1)))
        return false
      }
      if isCancelled {
        cause = .stopped
      } else if deadline <= now {
        cause = .tookTooLong
      } else if nextLook <= now {
        nextLook = now.advanced(by: ProcessRun.lookInterval)
        if RunningProcesses.memory(ofGroup: group.pid) > limits.memory {
          cause = .usedTooMuchMemory
        } else if !isReady, readyBy <= now {
          cause = .neverReady
        }
      }
      return cause != nil
    }

    /// How it ended, with what the system says of it. Who goes when everything is said ends by itself.
    func end(_ own: End) -> End {
      guard let cause else { return own }
      return cause == .dismissed && next?.signal == SIGTERM ? own : cause
    }

    /// Ends it; one that was asked to stop has a while to do so.
    mutating func beginEnd(_ group: ProcessGroup, isAsked: Bool) {
      if !isAsked { group.signal(SIGTERM) }
      next = isAsked ? (SIGTERM, .now.advanced(by: limits.farewell)) : (SIGKILL, .now.advanced(by: limits.grace))
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
    case .dismissed: "it was let go"
    case .neverReady: "it did not become ready in time and was ended"
    case .notStarted(let reason): reason
    }
  }
}
