import CMicroHTTPD
import Glibc
import Synchronization
import System

/// An HTTP/1.1 server that knows no routes: it limits, times, counts and streams; a handler decides.
///
/// It runs from `init` on, on threads of its own; no Swift task is involved on the way of a request. It stops with
/// `drain`, `stop` or when it is let go. SIGPIPE never arises from it.
package final class Server: Sendable {
  /// The port it listens on; the one the system chose when 0 was configured.
  package let port: UInt16
  private let engine: Engine
  private let life: Mutex<Life>

  /// Starts listening and serving.
  ///
  /// - Parameters:
  ///   - configuration: where, and within which limits.
  ///   - handler: decides about each request, on the server's threads.
  ///   - observe: is told what the server decides by itself, on the server's threads; it must not block.
  package init(
    _ configuration: ServerConfiguration, handler: any RequestHandler,
    observe: @escaping @Sendable (ServerEvent) -> Void = { _ in }
  ) throws(ServerError) {
    // Besides the connections: lingering duplicates, Redis, logs, children.
    signalbox_raise_descriptor_limit(UInt64(max(0, min(configuration.maximumConnections, 1 << 20))) + 1024)
    let listening = try ListeningSocket(configuration.address)
    guard let signal = Wakeup.available() else {
      close(listening.descriptor)
      throw .cannotStart
    }
    let doorkeeper = Doorkeeper(at: listening, signal: signal)
    let engine = Engine(configuration, handler, doorkeeper, observe)
    guard engine.startDaemon() else {
      close(listening.descriptor)
      throw .cannotStart
    }
    guard let thread = OwnedThread(name: "http-door", { doorkeeper.run(for: engine) }) else {
      MHD_stop_daemon(engine.daemon)
      close(listening.descriptor)
      throw .cannotStart
    }
    self.port = listening.port
    self.engine = engine
    life = Mutex(.running(thread))
  }

  deinit {
    stop()
  }

  private enum Life: ~Copyable {
    case running(OwnedThread)
    case stopped
  }

  /// How often the server decided by itself, and how much it carries.
  package var counters: ServerCounters { engine.registry.counters }

  /// Stops gently: lets nobody new in, closes idle connections, answers what is in flight, and then stops. What is not
  /// answered within the time is answered with the configuration's `stoppingAnswer`. Streams are ended at once.
  package func drain(within time: Duration) async {
    await withCheckedContinuation { continuation in
      let thread = OwnedThread(name: "http-drain") {
        self.drainBlocking(within: time)
        continuation.resume()
      }
      if let thread {
        thread.detach()
      } else {
        stop()
        continuation.resume()
      }
    }
  }

  /// Stops at once. Connections are closed, whatever they do; readers are abandoned, replies given later are ignored.
  /// Returns when no thread of the server runs any more; not to be called on one of them. Stopping twice is fine.
  package func stop() {
    life.withLock { life in
      guard case .running(let thread) = exchange(&life, with: .stopped) else { return }
      engine.stopping.store(true, ordering: .releasing)
      engine.doorkeeper.end()
      thread.join()
      // libmicrohttpd aborts the process when it is stopped with a connection asleep. From here on none falls asleep,
      // and all that sleep are woken.
      engine.answerWaiting()
      // It tells nothing of connections that it had not begun with, and their sockets' numbers will be others'.
      for connection in engine.registry.all { connection.endGuard() }
      MHD_stop_daemon(engine.daemon)
      engine.registry.removeAll()
    }
  }

  private func drainBlocking(within time: Duration) {
    engine.draining.store(true, ordering: .relaxed)
    engine.doorkeeper.closeGate()
    if !waitUntilEmpty(until: Monotonic.now() &+ time.clampedNanoseconds) {
      engine.answerWaiting()
      _ = waitUntilEmpty(until: Monotonic.now() &+ Self.lastWords)
    }
    stop()
  }

  /// Time to send what is said when a drain's time is over.
  private static let lastWords: UInt64 = 250_000_000

  private func waitUntilEmpty(until deadline: UInt64) -> Bool {
    while true {
      let connections = engine.registry.all
      if connections.isEmpty { return true }
      if Monotonic.now() >= deadline { return false }
      for connection in connections {
        connection.closeIfIdle()
        if case .stream(let stream) = connection.waiting { stream.finish() }
      }
      poll(nil, 0, 5)
    }
  }
}
