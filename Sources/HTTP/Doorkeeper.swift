import CMicroHTTPD
import Dispatch
import Glibc
import Synchronization
import System

/// The thread at the door: it accepts connections, ends those that take too long, and lets refused ones linger.
///
/// libmicrohttpd could accept by itself, but then it refuses unseen, counts nothing, and `MHD_quiesce_daemon` races
/// with its own epoll loop. Its timeout is one of inactivity, which a byte now and then defeats.
final class Doorkeeper: Sendable {
  private let listening: ListeningSocket
  private let signal: Wakeup
  /// The signal is given under this lock and never after `end`: its descriptor may then belong to somebody else.
  private let orders = Mutex(Orders())
  private let gateClosed = DispatchSemaphore(value: 0)

  init(at listening: ListeningSocket, signal: Wakeup) {
    self.listening = listening
    self.signal = signal
  }

  private struct Orders {
    var lingering: [Lingering] = []
    var closeGate = false
    var end = false
  }

  private enum Gate {
    case open
    /// All places are taken; a connection's end opens it. Who waits then is looked for from that time on.
    case full(lookAt: UInt64)
    /// The process has no descriptors; time opens it.
    case starved(until: UInt64)
    case closed
  }

  /// Keeps a duplicate of the socket open until its client has seen the answer.
  func linger(_ socket: Int32) {
    guard let lingering = Lingering(duplicating: socket, at: Monotonic.now()) else { return }
    let taken = orders.withLock { orders in
      guard !orders.end, orders.lingering.count < Self.maximumLingering else { return false }
      orders.lingering.append(lingering)
      signal.ring()
      return true
    }
    if !taken { lingering.end() }
  }

  /// Lets those in who already wait, then nobody; returns when nobody new is let in. Blocks for a moment.
  func closeGate() {
    orders.withLock { orders in
      guard !orders.end else { return }
      orders.closeGate = true
      signal.ring()
    }
    gateClosed.wait()
    // The next caller need not wait either.
    gateClosed.signal()
  }

  /// Makes `run` return.
  func end() {
    orders.withLock { orders in
      orders.end = true
      signal.ring()
    }
  }

  /// A place or a descriptor has become free.
  func placeIsFree() { signal.ring() }

  /// How many refused connections may linger; beyond, answers take their chance.
  private static let maximumLingering = 512
  private static let breath: UInt64 = 100_000_000
  /// How many connections give way at once, and how long libmicrohttpd has to notice that.
  private static let roomAtOnce = 16
  private static let roomPause: UInt64 = 20_000_000

  /// Keeps the door of an engine until told to end.
  func run(for engine: Engine) {
    var gate = Gate.open
    var lingering: [Lingering] = []
    var nextSweep = UInt64.max
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
    defer { buffer.deallocate() }

    while true {
      let order = orders.withLock { orders in
        defer { orders.lingering = [] }
        return orders
      }
      if order.end { break }
      lingering += order.lingering
      if order.closeGate { close(&gate, engine, &nextSweep) }

      let someoneWaits = wait(gate, lingering, nextSweep)

      let now = Monotonic.now()
      if case .starved(let until) = gate, until <= now { gate = .open }
      if case .full = gate, !engine.registry.isFull { gate = .open }
      if case .full = gate, someoneWaits {
        let pause = engine.makeRoom(for: Self.roomAtOnce) ? Self.roomPause : Self.breath
        gate = .full(lookAt: now &+ pause)
      }
      if case .open = gate { admit(&gate, engine, &nextSweep, limit: 64) }
      lingering = lingering.filter { socket in
        var socket = socket
        let goesOn = socket.timeLeft(at: now) > 0 && socket.swallow(into: buffer)
        if !goesOn { socket.end() }
        return goesOn
      }
      if nextSweep <= now { nextSweep = engine.sweep(at: now) }
    }
    for socket in lingering { socket.end() }
    close(&gate, engine, &nextSweep)
  }

  /// Waits for something to do; says whether a client waits to be let in.
  private func wait(_ gate: Gate, _ lingering: [Lingering], _ nextSweep: UInt64) -> Bool {
    let now = Monotonic.now()
    var timeout = nextSweep == .max ? UInt64.max : nextSweep &- min(now, nextSweep)
    var polled = [pollfd(fd: signal.descriptor, events: Int16(POLLIN), revents: 0)]
    let entrance = pollfd(fd: listening.descriptor, events: Int16(POLLIN), revents: 0)
    var looks = false
    switch gate {
    case .open: looks = true
    case .starved(let until): timeout = min(timeout, until &- min(now, until))
    case .full(let lookAt):
      looks = lookAt <= now
      if !looks { timeout = min(timeout, lookAt - now) }
    case .closed: break
    }
    if looks { polled.append(entrance) }
    for socket in lingering {
      polled.append(pollfd(fd: socket.socket, events: Int16(POLLIN), revents: 0))
      timeout = min(timeout, socket.timeLeft(at: now))
    }
    // Rounded up: waking a moment early would only mean to wait again.
    let milliseconds = timeout == .max ? -1 : Int32(clamping: timeout / 1_000_000 + 1)
    poll(&polled, nfds_t(polled.count), milliseconds)
    if polled[0].revents != 0 { signal.drain() }
    return looks && polled[1].revents != 0
  }

  private func admit(_ gate: inout Gate, _ engine: Engine, _ nextSweep: inout UInt64, limit: Int) {
    for _ in 0..<limit {
      guard !engine.registry.isFull else {
        engine.registry.countPause()
        gate = .full(lookAt: 0)
        return
      }
      switch listening.accept() {
      case .client(let socket, let name, let length):
        engine.admit(socket, name, length)
        nextSweep = min(nextSweep, Monotonic.now() &+ engine.limits.shortest)
      case .none(EAGAIN):
        return
      case .none(EMFILE), .none(ENFILE), .none(ENOBUFS), .none(ENOMEM):
        engine.registry.countPause()
        gate = .starved(until: Monotonic.now() &+ Self.breath)
        return
      case .none:
        // A client that left before it was let in; the next one may be there.
        continue
      }
    }
  }

  private func close(_ gate: inout Gate, _ engine: Engine, _ nextSweep: inout UInt64) {
    if case .closed = gate { return }
    if case .open = gate { admit(&gate, engine, &nextSweep, limit: 4096) }
    gate = .closed
    Glibc.close(listening.descriptor)
    gateClosed.signal()
  }
}
