import CMicroHTTPD
import Synchronization

/// One request and its answer.
///
/// `@unchecked Sendable`: `stage` and `target` belong to libmicrohttpd's thread of this connection alone; what other
/// threads touch (`deliver`) is behind the lock.
final class Exchange: @unchecked Sendable {
  let connection: Connection
  let target: String
  var stage: Stage = .head
  private let answer = Mutex(AnswerState.open)

  init(on connection: Connection, target: String) {
    self.connection = connection
    self.target = target
  }

  /// How far libmicrohttpd's thread has come with it.
  enum Stage {
    case head
    /// It has an answer, but no body to wait for: libmicrohttpd keeps the connection only if it gets the answer at the
    /// request's end.
    case decided(Response)
    case body(any BodyReader, limit: UInt64, received: UInt64)
    case reply
    case answered
  }

  enum Answer {
    case whole(Response)
    case stream(ResponseStream)
  }

  private enum AnswerState {
    /// No answer yet, libmicrohttpd's thread is at work on it.
    case open
    /// No answer yet, the connection sleeps and wakes by the answer.
    case suspended(ConnectionHandle)
    case given(Answer)
    case over
  }

  /// Gives the answer, from any thread. False when one was given before or nobody waits any more.
  ///
  /// `MHD_resume_connection` is called under the lock and at most once: afterwards the connection may be gone.
  @discardableResult
  func deliver(_ given: Answer) -> Bool {
    answer.withLock { state in
      switch state {
      case .open:
        state = .given(given)
        return true
      case .suspended(let handle):
        state = .given(given)
        MHD_resume_connection(handle.pointer)
        return true
      case .given, .over:
        return false
      }
    }
  }

  /// The answer if there is one; otherwise puts the connection to sleep until there is. Only on libmicrohttpd's thread.
  func answerOrSuspend(_ handle: ConnectionHandle) -> Answer? {
    answer.withLock { state in
      switch state {
      case .given(let answer):
        state = .over
        return answer
      case .open:
        MHD_suspend_connection(handle.pointer)
        state = .suspended(handle)
        return nil
      case .suspended, .over:
        return nil
      }
    }
  }

  /// The exchange is over, with or without its answer. Only on libmicrohttpd's thread.
  func close() {
    let forgotten: Answer? = answer.withLock { state in
      defer { state = .over }
      if case .given(let answer) = state { return answer }
      return nil
    }
    // A stream that was promised but never begun must not leave its writer believing in it.
    if case .stream(let stream) = forgotten { stream.detach() }
  }
}

/// libmicrohttpd's connection. `@unchecked Sendable`: the pointer is only ever passed to the functions that may be
/// called from any thread (`MHD_resume_connection`) or on its own thread.
struct ConnectionHandle: @unchecked Sendable {
  let pointer: OpaquePointer
}
