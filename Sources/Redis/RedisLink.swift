import Glibc
import System

/// One socket to Redis and the requests on it: connect, write, read, watch the clock. Confined to its loop's thread.
final class RedisLink {
  /// How the connection stands.
  private enum State {
    /// Nothing; the next attempt is at `retryAt`.
    case down(retryAt: ContinuousClock.Instant)
    /// The socket is connecting.
    case connecting(RedisTransport, until: ContinuousClock.Instant)
    /// `AUTH` and `SELECT` are on their way, that many replies are missing.
    case greeting(RedisTransport, missing: Int, until: ContinuousClock.Instant)
    /// Requests flow.
    case ready(RedisTransport)
  }

  private let address: RedisAddress
  private let options: RedisConnection.Options
  private var state: State
  private var waiting = Queue<RedisItem>()
  private var inFlight = Queue<RedisItem>()
  private var output = RedisOutput()
  /// Since when there has been no working connection, and why; nil while there is one.
  private var outage: (since: ContinuousClock.Instant, reason: String?)?
  private var attempts = 0
  /// No request's deadline is before this.
  private var nextDeadline: ContinuousClock.Instant?
  private var finished = RedisInbox.Load()
  private var answered: [(item: RedisItem, reply: RedisReply)] = []

  /// What it was given and has not finished, in bytes.
  private(set) var load = 0

  init(to address: RedisAddress, options: RedisConnection.Options) {
    self.address = address
    self.options = options
    let now = ContinuousClock.now
    state = .down(retryAt: now)
    outage = (since: now, reason: nil)
  }

  /// Whether requests flow.
  var isReady: Bool {
    if case .ready = state { true } else { false }
  }

  /// Whether an answer is on its way.
  var isAwaiting: Bool { !inFlight.isEmpty }

  /// Takes a request; the next `turn` sends it.
  func admit(_ item: RedisItem) {
    waiting.append(item)
    load += item.cost
    nextDeadline = nextDeadline.map { min($0, item.deadline) } ?? item.deadline
  }

  /// Does what can be done without waiting.
  func turn(_ now: ContinuousClock.Instant) {
    advance(now)
    expire(now)
    fillAndFlush()
  }

  /// What was finished since this was last asked.
  func takeFinished() -> RedisInbox.Load {
    defer { finished = .init() }
    return finished
  }

  /// Tells those who were answered. Called after `turn`: Redis has its next group then and works on it meanwhile.
  func tell() {
    guard !answered.isEmpty else { return }
    for answer in answered {
      var item = answer.item
      item.complete(.success(answer.reply))
    }
    answered.removeAll(keepingCapacity: answered.capacity <= 1024)
  }

  /// Tells everybody that it is over.
  func end() {
    tell()
    for item in inFlight.removeAll() + waiting.removeAll() { finish(item, .failure(.closed)) }
  }

  // MARK: - The connection's life

  private func advance(_ now: ContinuousClock.Instant) {
    switch state {
    case .down(let retryAt):
      if retryAt <= now { connect(now) }
    case .connecting(_, let until), .greeting(_, _, let until):
      if until <= now { drop("no answer while connecting", now) }
    case .ready:
      if let first = inFlight.first, first.deadline.advanced(by: options.stallTimeout) <= now {
        // However late this thread is: whose own time is over hears that first.
        expire(now)
        drop("no answer for too long", now)
      }
    }
    failWaitingAfterPatience(now)
  }

  private func connect(_ now: ContinuousClock.Instant) {
    do throws(RedisTransport.Failure) {
      let transport = try RedisTransport(connectingTo: address.place)
      state = .connecting(transport, until: now.advanced(by: options.connectTimeout))
    } catch {
      drop(error.reason, now)
    }
  }

  private func greet(_ transport: RedisTransport, until: ContinuousClock.Instant) {
    var greetings: [[RedisArgument]] = []
    if let credentials = address.credentials {
      let user = credentials.user.map { [RedisArgument.text($0)] } ?? []
      greetings.append(["AUTH"] + user + [.text(credentials.password.revealed)])
    }
    if address.database != 0 { greetings.append(["SELECT", .integer(address.database)]) }
    guard !greetings.isEmpty else { return becomeReady(transport) }
    for greeting in greetings { output.append(RedisWire(.command(greeting)), withSource: false) }
    state = .greeting(transport, missing: greetings.count, until: until)
  }

  private func becomeReady(_ transport: RedisTransport) {
    state = .ready(transport)
    outage = nil
    attempts = 0
  }

  /// Gives the connection up; what was on its way has an unknown fate and fails.
  private func drop(_ reason: String, _ now: ContinuousClock.Instant) {
    outage = (since: outage?.since ?? now, reason: reason)
    attempts += 1
    state = .down(retryAt: now.advanced(by: backOff()))
    output.removeAll()
    for item in inFlight.removeAll() { finish(item, .failure(.connectionLost(reason))) }
  }

  /// Doubles with every attempt; up to a quarter is taken off at random so that many clients do not come back at once.
  private func backOff() -> Duration {
    let doubled = options.shortestBackOff * Double(1 << min(attempts - 1, 16))
    return min(doubled, options.longestBackOff) * Double.random(in: 0.75...1)
  }

  private func failWaitingAfterPatience(_ now: ContinuousClock.Instant) {
    guard case .down = state, let outage, let reason = outage.reason, !waiting.isEmpty else { return }
    guard outage.since.advanced(by: options.patience) <= now else { return }
    for item in waiting.removeAll() { finish(item, .failure(.unavailable(reason))) }
  }

  // MARK: - Requests

  private func fillAndFlush() {
    do throws(RedisTransport.Failure) {
      switch state {
      case .down, .connecting: return
      case .greeting(let transport, _, _): try transport.write(&output)
      case .ready(let transport):
        repeat {
          fill()
          try transport.write(&output)
        } while output.isEmpty && !waiting.isEmpty
      }
    } catch {
      drop(error.reason, .now)
    }
  }

  private func fill() {
    while !output.isAmple, let item = waiting.popFirst() { send(item) }
  }

  private func send(_ item: RedisItem) {
    output.append(item.wire, withSource: item.sendsSource)
    inFlight.append(item)
  }

  // MARK: - Waiting

  /// What its socket is to be watched for; without a socket, a descriptor that `poll` passes over.
  var interest: pollfd {
    switch state {
    case .down: pollfd(fd: -1, events: 0, revents: 0)
    case .connecting(let transport, _): pollfd(fd: transport.descriptor, events: Int16(POLLOUT), revents: 0)
    case .greeting(let transport, _, _), .ready(let transport):
      pollfd(fd: transport.descriptor, events: Int16(output.isEmpty ? POLLIN : POLLIN | POLLOUT), revents: 0)
    }
  }

  /// Does what `poll` found possible.
  func proceed(_ found: Int16) {
    guard found != 0 else { return }
    do throws(RedisTransport.Failure) {
      switch state {
      case .down: break
      case .connecting(let transport, let until):
        try transport.finishConnecting()
        greet(transport, until: until)
      case .greeting(let transport, _, _), .ready(let transport):
        guard found & Int16(POLLIN | POLLHUP | POLLERR) != 0 else { return }
        try transport.receive { reply throws(RedisTransport.Failure) in try handle(reply) }
      }
    } catch {
      drop(error.reason, .now)
    }
  }

  private func handle(_ reply: RedisReply) throws(RedisTransport.Failure) {
    switch state {
    case .greeting(let transport, let missing, let until):
      if case .error(_, let message) = reply { throw RedisTransport.Failure(reason: message) }
      if missing == 1 {
        becomeReady(transport)
      } else {
        state = .greeting(transport, missing: missing - 1, until: until)
      }
    case .down, .connecting, .ready:
      guard let item = inFlight.popFirst() else { throw RedisTransport.Failure(reason: "a reply to no request") }
      if case .error("NOSCRIPT", _) = reply, !item.isAbandoned, let retry = item.retriedWithSource() {
        send(retry)
      } else {
        release(item)
        answered.append((item, reply))
      }
    }
  }

  private func finish(_ item: RedisItem, _ result: Result<RedisReply, RedisError>) {
    var item = item
    release(item)
    item.complete(result)
  }

  /// Gives back the room a request took.
  private func release(_ item: RedisItem) {
    finished.requests += 1
    finished.bytes += item.cost
    load -= item.cost
  }

  // MARK: - The clock

  /// Tells those whose time is over. What Redis already has keeps its place in the pipeline, its answer goes nowhere.
  private func expire(_ now: ContinuousClock.Instant) {
    guard let nextDeadline, nextDeadline <= now else { return }
    for item in waiting.removeAll(where: { $0.deadline <= now }) { finish(item, .failure(.tooSlow)) }
    var earliest: ContinuousClock.Instant?
    inFlight.updateEach { item in
      guard !item.isAbandoned else { return }
      if item.deadline <= now {
        item.complete(.failure(.tooSlow))
      } else {
        earliest = earliest.map { min($0, item.deadline) } ?? item.deadline
      }
    }
    waiting.updateEach { item in earliest = earliest.map { min($0, item.deadline) } ?? item.deadline }
    self.nextDeadline = earliest
  }

  /// When the next `turn` is due even if nothing happens; nil means never.
  var dueAt: ContinuousClock.Instant? {
    var next = nextDeadline
    func consider(_ instant: ContinuousClock.Instant) { next = next.map { min($0, instant) } ?? instant }
    switch state {
    case .down(let retryAt):
      consider(retryAt)
      if let outage, outage.reason != nil, !waiting.isEmpty {
        consider(outage.since.advanced(by: options.patience))
      }
    case .connecting(_, let until), .greeting(_, _, let until): consider(until)
    case .ready:
      if let first = inFlight.first { consider(first.deadline.advanced(by: options.stallTimeout)) }
    }
    return next
  }
}
