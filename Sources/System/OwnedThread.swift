import CSystem
import Glibc

/// A thread that belongs to one owner: blocking calls must never run on the cooperative pool, which has only as many
/// threads as the machine has cores.
///
/// It blocks all signals: they belong to the threads that wait for them.
package struct OwnedThread: ~Copyable {
  private let handle: pthread_t

  /// Starts a thread that somebody will join or detach; nil when the system has none left.
  ///
  /// - Parameter name: shown by `top -H` and debuggers; Linux keeps its first 15 bytes.
  package init?(name: String, _ body: @escaping @Sendable () -> Void) {
    let work = Unmanaged.passRetained(Work(name: name, body: body))
    // A thread inherits the mask of the one that starts it.
    var all = sigset_t()
    var previous = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &previous)
    var handle = pthread_t()
    let code = pthread_create(&handle, nil, { Work.run($0) }, work.toOpaque())
    pthread_sigmask(SIG_SETMASK, &previous, nil)
    guard code == 0 else {
      work.release()
      return nil
    }
    self.handle = handle
  }

  /// Runs `body` on a new thread that ends by itself. Traps when the system has no thread left: nothing of ours works
  /// then.
  ///
  /// - Parameter name: shown by `top -H` and debuggers; Linux keeps its first 15 bytes.
  package static func start(name: String, _ body: @escaping @Sendable () -> Void) {
    guard let thread = OwnedThread(name: name, body) else {
      preconditionFailure("Invalid state: no thread to be had for \(name)")
    }
    thread.detach()
  }

  /// Runs blocking work on a thread of its own and waits for what it returns, without holding a thread of the pool.
  ///
  /// - Parameter name: shown by `top -H` and debuggers; Linux keeps its first 15 bytes.
  package static func run<Answer: Sendable>(
    name: String, _ work: @escaping @Sendable () -> Answer
  ) async -> Answer {
    await withCheckedContinuation { continuation in
      start(name: name) { continuation.resume(returning: work()) }
    }
  }

  /// Waits for its end. Blocks.
  package consuming func join() {
    pthread_join(handle, nil)
  }

  /// Lets it end by itself.
  package consuming func detach() {
    pthread_detach(handle)
  }

  private final class Work: Sendable {
    private let name: String
    private let body: @Sendable () -> Void

    init(name: String, body: @escaping @Sendable () -> Void) {
      self.name = String(name.prefix(15))
      self.body = body
    }

    static func run(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
      guard let argument else { return nil }
      let work = Unmanaged<Work>.fromOpaque(argument).takeRetainedValue()
      csystem_name_thread(work.name)
      work.body()
      return nil
    }
  }
}
