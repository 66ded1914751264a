import CCurl
import Synchronization
import System

/// The thread that owns libcurl's multi handle and every transfer in it.
///
/// Other threads leave commands and wake it; `curl_multi_wakeup` is the only call libcurl allows from outside.
///
/// `@unchecked Sendable`: `multi` and `active` are touched by the loop's thread only, except for the wake-up, which
/// happens under the inbox's lock and never after ``run()`` has marked the inbox as closed.
final class TransferLoop: @unchecked Sendable {
  private enum Command {
    case start(Transfer)
    case cancel(Transfer)
  }

  private struct Inbox {
    var commands: [Command] = []
    var isClosed = false
    var mayWake = true
  }

  private let configuration: HTTPClient.Configuration
  private let inbox = Mutex(Inbox())
  private let multi: UnsafeMutableRawPointer
  private var active: [UnsafeMutableRawPointer: Transfer] = [:]

  /// Thread-safe, and done before the first handle is made.
  private static let libraryIsReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  init(configuration: HTTPClient.Configuration) {
    guard Self.libraryIsReady, let multi = curl_multi_init() else { fatalError("libcurl cannot be initialised") }
    self.multi = multi
    self.configuration = configuration
    _ = signalbox_curl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, max(1, configuration.connectionsPerHost))
  }

  deinit {
    curl_multi_cleanup(multi)
  }

  /// Starts the thread. It keeps the loop alive until ``close()``.
  func start() {
    OwnedThread.start(name: "curl") { self.run() }
  }

  func start(_ transfer: Transfer) {
    if !leave(.start(transfer)) { transfer.finish(.failure(.closed)) }
  }

  func cancel(_ transfer: Transfer) {
    _ = leave(.cancel(transfer))
  }

  /// Lets the thread end. What is under way, or still in the inbox, ends with `.closed`.
  func close() {
    inbox.withLock { inbox in
      inbox.isClosed = true
      if inbox.mayWake { curl_multi_wakeup(multi) }
    }
  }

  private func leave(_ command: Command) -> Bool {
    inbox.withLock { inbox in
      guard !inbox.isClosed else { return false }
      inbox.commands.append(command)
      curl_multi_wakeup(multi)
      return true
    }
  }

  private func run() {
    while true {
      let (commands, isClosed) = inbox.withLock { inbox in
        defer { inbox.commands = [] }
        return (inbox.commands, inbox.isClosed)
      }
      for command in commands { obey(command) }
      if isClosed { break }

      var running: Int32 = 0
      curl_multi_perform(multi, &running)
      collect()
      // With nothing under way only a wake-up matters; with something, libcurl's own timers end the wait earlier.
      curl_multi_poll(multi, nil, 0, active.isEmpty ? 60_000 : 1_000, nil)
    }
    // Whoever releases the loop last frees the handle: no wake-up may come after that.
    inbox.withLock { $0.mayWake = false }
    for transfer in active.values { end(transfer, .failure(.closed)) }
  }

  private func obey(_ command: Command) {
    switch command {
    case .start(let transfer):
      guard !transfer.isCancelled else { return transfer.finish(.failure(.cancelled)) }
      switch transfer.open(configuration) {
      case .failure(let failure): transfer.finish(.failure(failure))
      case .success(let handle):
        active[handle] = transfer
        let result = curl_multi_add_handle(multi, handle)
        guard result == CURLM_OK else {
          return end(transfer, .failure(.other(code: Int(result.rawValue), "cannot start the transfer")))
        }
      }
    case .cancel(let transfer):
      guard let handle = transfer.handle, active[handle] != nil else { return }
      end(transfer, .failure(.cancelled))
    }
  }

  private func collect() {
    var result = CURLE_OK
    while let handle = signalbox_curl_multi_next(multi, &result) {
      guard let transfer = active[handle] else { continue }
      end(transfer, transfer.outcome(of: result))
    }
  }

  private func end(_ transfer: Transfer, _ outcome: Result<HTTPClient.Response, HTTPClient.Failure>) {
    if let handle = transfer.handle {
      active[handle] = nil
      curl_multi_remove_handle(multi, handle)
    }
    transfer.close()
    transfer.finish(outcome)
  }
}
