import CMicroHTTPD
import Glibc
import Synchronization

/// One client's connection: where it stands and until when it may stand there.
///
/// Two threads look at it: libmicrohttpd's, which moves it on, and the doorkeeper, which ends it when it stands too
/// long. Both do so under its lock, and the socket is used only while the phase is not `closed`: once libmicrohttpd has
/// told us it closes the socket, its number may belong to somebody else.
final class Connection: Sendable {
  let socket: Int32
  let peer: String
  /// Outlives every connection: it is the one that closes them.
  unowned let engine: Engine
  // Both belong to libmicrohttpd's thread of this connection alone; see `Connection+Guard`.
  nonisolated(unsafe) var framing = RequestFraming()
  nonisolated(unsafe) var pendingFault: RequestFraming.Fault?
  private let state: Mutex<State>

  init(socket: Int32, peer: String, deadline: UInt64, engine: Engine) {
    self.socket = socket
    self.peer = peer
    self.engine = engine
    state = Mutex(State(phase: .awaitingHeader(begun: false), deadline: deadline))
  }

  enum Phase {
    /// Ready for a request; `begun` once its first line has come.
    case awaitingHeader(begun: Bool)
    case readingBody
    case awaitingReply(Exchange)
    case sending
    case streaming(ResponseStream)
    /// We have ended it; libmicrohttpd will notice.
    case struck
    /// Its socket is no longer ours.
    case closed
  }

  private struct State {
    var phase: Phase
    var deadline: UInt64
    var answers = 0
  }

  /// What the doorkeeper found; the part that must happen outside the lock.
  enum Verdict {
    case fine(until: UInt64)
    case struck(ServerEvent)
    case unanswered(Exchange)
    case over
  }

  /// The first line of a request has come.
  func beginHeader() {
    state.withLock { state in
      if case .awaitingHeader = state.phase { state.phase = .awaitingHeader(begun: true) }
    }
  }

  /// Moves on. False when the connection has been ended meanwhile; nothing may be answered on it then.
  func enter(_ phase: Phase, until deadline: UInt64) -> Bool {
    state.withLock { state in
      switch state.phase {
      case .struck, .closed: return false
      case .awaitingHeader, .readingBody, .awaitingReply, .sending, .streaming:
        state.phase = phase
        state.deadline = deadline
        return true
      }
    }
  }

  /// An answer has been taken; the connection is ready for the next request.
  func becomeReady(until deadline: UInt64) {
    state.withLock { state in
      state.answers += 1
      switch state.phase {
      case .struck, .closed: return
      case .awaitingHeader, .readingBody, .awaitingReply, .sending, .streaming:
        state.phase = .awaitingHeader(begun: false)
        state.deadline = deadline
      }
    }
  }

  /// Hands a new socket to `adopt`, which closes it when it fails; nobody else touches the socket meanwhile.
  func hand(to adopt: (Int32) -> Bool) -> Bool {
    state.withLock { state in
      let adopted = adopt(socket)
      if !adopted { state.phase = .closed }
      return adopted
    }
  }

  /// libmicrohttpd is about to close the socket.
  func close() {
    endGuard()
    state.withLock { $0.phase = .closed }
  }

  /// The request that is being read, or the next one.
  var request: Int { state.withLock { $0.answers } }

  /// Until when the next header may take; nil where none is awaited. The earliest has waited longest.
  var headerDeadline: UInt64? {
    state.withLock { state in
      if case .awaitingHeader = state.phase { state.deadline } else { nil }
    }
  }

  /// Ends a connection without a finished header, to make room. One with unread bytes is left: its header may be there.
  func makeRoom() -> Bool {
    state.withLock { state in
      var byte: UInt8 = 0
      guard case .awaitingHeader = state.phase, recv(socket, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) <= 0
      else { return false }
      _ = strike(&state, .connectionCrowdedOut(peer: peer))
      return true
    }
  }

  /// Ends a request while its body is being read, if it is still that one.
  ///
  /// - Parameter wakes: whether libmicrohttpd has to be told; not on its own thread, which looks by itself.
  @discardableResult
  func endBody(of request: Int, with bytes: [UInt8], wakes: Bool) -> Bool {
    state.withLock { state in
      guard case .readingBody = state.phase, state.answers == request else { return false }
      state.phase = .struck
      Self.send(bytes, to: socket)
      if wakes { shutdown(socket, Int32(SHUT_RDWR)) } else { engine.doorkeeper.linger(socket) }
      return true
    }
  }

  /// Ends the exchange with raw bytes while libmicrohttpd is still reading. Only its own thread may call this.
  func refuse(with bytes: [UInt8]) {
    state.withLock { state in
      switch state.phase {
      case .struck, .closed: return
      case .awaitingHeader, .readingBody, .awaitingReply, .sending, .streaming:
        state.phase = .struck
        Self.send(bytes, to: socket)
      }
    }
  }

  /// Ends what has stood too long.
  func judge(at now: UInt64, tooSlow: @autoclosure () -> [UInt8]) -> Verdict {
    state.withLock { state in
      switch state.phase {
      case .struck, .closed:
        return .over
      case .awaitingHeader, .readingBody, .awaitingReply, .sending, .streaming:
        guard state.deadline <= now else { return .fine(until: state.deadline) }
      }
      switch state.phase {
      case .awaitingHeader(let begun):
        // An answer nobody asked for could be taken for that of the next request; so silence unless one has begun.
        if begun { Self.send(tooSlow(), to: socket) }
        return strike(
          &state, !begun && state.answers > 0 ? .idleConnectionClosed(peer: peer) : .headerDeadlinePassed(peer: peer))
      case .readingBody:
        Self.send(tooSlow(), to: socket)
        return strike(&state, .bodyDeadlinePassed(peer: peer))
      case .awaitingReply(let exchange):
        return .unanswered(exchange)
      case .sending, .streaming:
        return strike(&state, .sendDeadlinePassed(peer: peer))
      case .struck, .closed:
        return .over
      }
    }
  }

  /// Ends a connection that waits for nothing, for the drain. One with unread bytes is left: a request is on its way.
  ///
  /// Only the reading side is shut and the phase stays: libmicrohttpd may have read a request it has not yet parsed,
  /// and that one is still answered. Otherwise it reads the end and closes.
  func closeIfIdle() {
    state.withLock { state in
      var byte: UInt8 = 0
      guard case .awaitingHeader(begun: false) = state.phase,
        recv(socket, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) <= 0
      else { return }
      shutdown(socket, Int32(SHUT_RD))
    }
  }

  /// Ends it whatever it does, for an application that wants no more of it.
  func cut() {
    state.withLock { state in
      switch state.phase {
      case .struck, .closed: return
      case .awaitingHeader, .readingBody, .awaitingReply, .sending, .streaming:
        _ = strike(&state, .idleConnectionClosed(peer: peer))
      }
    }
  }

  /// Whether it was us who ended it.
  var isStruck: Bool {
    state.withLock { state in
      if case .struck = state.phase { true } else { false }
    }
  }

  /// What waits for the application, for the server's end.
  var waiting: Waiting? {
    state.withLock { state in
      switch state.phase {
      case .awaitingReply(let exchange): .reply(exchange)
      case .streaming(let stream): .stream(stream)
      case .awaitingHeader, .readingBody, .sending, .struck, .closed: nil
      }
    }
  }

  enum Waiting {
    case reply(Exchange)
    case stream(ResponseStream)
  }

  private func strike(_ state: inout State, _ event: ServerEvent) -> Verdict {
    state.phase = .struck
    // Both directions: libmicrohttpd's epoll reports the hang-up and it closes the socket itself.
    shutdown(socket, Int32(SHUT_RDWR))
    return .struck(event)
  }

  private static func send(_ bytes: [UInt8], to socket: Int32) {
    // A few hundred bytes into an empty send buffer: whole or not at all, and never a SIGPIPE.
    _ = Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
  }
}
