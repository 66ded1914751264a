import CSystem
import Glibc

/// Starts threads that belong to one owner: blocking calls must never run on the cooperative pool, which has only as
/// many threads as the machine has cores.
enum OwnedThread {
  /// Runs `body` on a new detached thread.
  ///
  /// - Parameter name: shown by `top -H` and debuggers; Linux keeps its first 15 bytes.
  static func start(name: String, _ body: @escaping @Sendable () -> Void) {
    let work = Unmanaged.passRetained(Work(name: name, body: body))
    var thread = pthread_t()
    let code = pthread_create(&thread, nil, { Work.run($0) }, work.toOpaque())
    guard code == 0 else {
      work.release()
      preconditionFailure("Invalid state: no thread to be had (\(code))")
    }
    pthread_detach(thread)
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
