import CMicroHTTPD
import Glibc
import Synchronization

/// What libmicrohttpd's threads, the doorkeeper and the server share.
///
/// `@unchecked Sendable`: `daemon` is set once before any other thread knows the engine and never changes; everything
/// else is immutable or behind its own lock.
final class Engine: @unchecked Sendable {
  let configuration: ServerConfiguration
  let handler: any RequestHandler
  let registry: ConnectionRegistry
  let doorkeeper: Doorkeeper
  let limits: Limits
  let tooSlowBytes: [UInt8]
  let tooLargeBytes: [UInt8]
  let malformedBytes: [UInt8]
  let headerTooLargeBytes: [UInt8]
  let draining = Atomic(false)
  let stopping = Atomic(false)
  var daemon: OpaquePointer?
  private let observe: @Sendable (ServerEvent) -> Void

  init(
    _ configuration: ServerConfiguration, _ handler: any RequestHandler, _ doorkeeper: Doorkeeper,
    _ observe: @escaping @Sendable (ServerEvent) -> Void
  ) {
    self.configuration = configuration
    self.handler = handler
    self.doorkeeper = doorkeeper
    self.observe = observe
    registry = ConnectionRegistry(
      maximum: configuration.maximumConnections, maximumPerAddress: configuration.maximumConnectionsPerAddress,
      proxies: configuration.trustedProxies)
    limits = Limits(configuration)
    tooSlowBytes = configuration.tooSlowAnswer.closingBytes
    tooLargeBytes = configuration.tooLargeAnswer.closingBytes
    malformedBytes = configuration.malformedAnswer.closingBytes
    headerTooLargeBytes = configuration.headerTooLargeAnswer.closingBytes
  }

  /// The deadlines in nanoseconds.
  struct Limits: Sendable {
    let header: UInt64
    let body: UInt64
    let reply: UInt64
    let send: UInt64

    init(_ configuration: ServerConfiguration) {
      header = configuration.headerDeadline.clampedNanoseconds
      body = configuration.bodyDeadline.clampedNanoseconds
      reply = configuration.replyDeadline.clampedNanoseconds
      send = configuration.sendDeadline.clampedNanoseconds
    }

    var shortest: UInt64 { min(header, body, reply, send) }
  }

  /// Counts and tells. Never under a lock.
  func report(_ event: ServerEvent) {
    registry.count(event)
    observe(event)
  }

  /// Takes a client in. Only on the doorkeeper's thread.
  func admit(_ socket: Int32, _ name: sockaddr_storage, _ length: socklen_t) {
    let connection = Connection(
      socket: socket, peer: name.addressText, deadline: Monotonic.now() &+ limits.header, engine: self)
    guard registry.add(connection) else {
      // Counted before the client sees it; so it is with every refusal.
      report(.connectionRefused(peer: connection.peer))
      close(socket)
      return
    }
    connection.beginGuard()
    let adopted = connection.hand { socket in
      withUnsafeBytes(of: name) { bytes in
        guard let base = bytes.baseAddress else { return false }
        // On failure it has closed the socket itself.
        return MHD_add_connection(daemon, socket, base.assumingMemoryBound(to: sockaddr.self), length) == .YES
      }
    }
    if !adopted {
      connection.endGuard()
      _ = registry.remove(connection)
    }
  }

  /// Ends connections without a finished header, those that have waited longest first. False when there is none.
  ///
  /// - Parameter count: how many at most.
  func makeRoom(for count: Int) -> Bool {
    let waiting = registry.all.compactMap { connection in connection.headerDeadline.map { ($0, connection) } }
    var left = count
    for (_, connection) in waiting.sorted(by: { $0.0 < $1.0 }) where left > 0 && connection.makeRoom() {
      report(.connectionCrowdedOut(peer: connection.peer))
      left -= 1
    }
    return left < count
  }

  /// Answers what libmicrohttpd is not to see, before it sees it; it then reads the end. Only on its thread.
  func refuse(_ connection: Connection, _ fault: RequestFraming.Fault) {
    report(.malformedRequest(peer: connection.peer))
    switch fault {
    case .malformed: connection.refuse(with: malformedBytes)
    case .headerTooLarge: connection.refuse(with: headerTooLargeBytes)
    }
    doorkeeper.linger(connection.socket)
  }

  /// Ends what has stood too long and returns when to look again. Only on the doorkeeper's thread.
  ///
  /// A deadline that is set later lies at least the shortest limit in the future, so a look at the earlier of that and
  /// the nearest known deadline misses none; with busy connections it is a look every few seconds.
  func sweep(at now: UInt64) -> UInt64 {
    let connections = registry.all
    guard !connections.isEmpty else { return .max }
    var next = now &+ max(limits.shortest, 1_000_000)
    for connection in connections {
      switch connection.judge(at: now, tooSlow: tooSlowBytes) {
      case .fine(let until):
        next = min(next, until)
      case .struck(let event):
        report(event)
      case .unanswered(let exchange):
        if exchange.deliver(.whole(configuration.noReplyAnswer)) {
          report(.replyDeadlinePassed(peer: connection.peer))
        }
      case .over:
        break
      }
    }
    return next
  }

  /// Answers and ends what waits for the application, because the server stops.
  func answerWaiting() {
    for connection in registry.all {
      switch connection.waiting {
      case .reply(let exchange): exchange.deliver(.whole(configuration.stoppingAnswer))
      case .stream(let stream): stream.finish()
      case nil: break
      }
    }
  }
}
