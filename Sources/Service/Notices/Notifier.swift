import Client
import CommandLine
import Doors
import FoundationEssentials
import GitHub
import Glibc
import MissionCore
import MissionStore
import Workers

/// Brings notices to whom the configuration names: a target that does not answer is tried again with back-off, beside
/// everything else; nothing waits for it but its own later notices.
///
/// A notice is taken out of the town only when its target has taken it: after a crash it comes again, under the same
/// id.
struct Notifier: Sendable {
  /// How long a target may take.
  private static let patience = Duration.seconds(20)
  /// How old a notice may become before it is given up, in seconds: a day.
  private static let longestWait = 86_400
  /// The longest pause between two looks or tries, in seconds.
  private static let longestPause = 300

  let store: TownStore
  /// The targets, each with what wakes it.
  let targets: [(target: NotifyTarget, alarm: Alarm)]
  /// What signs; nil leaves the signature out.
  let secret: Secret?
  /// Where a program's standard input is kept meanwhile.
  let directory: String
  let clock: @Sendable () -> Timestamp
  let log: Log
  let metrics: Metrics

  /// Something was written for the targets.
  func ring() { for (_, alarm) in targets { alarm.ring() } }

  /// Works until cancelled.
  func run() async {
    let client = HTTPClient()
    defer { client.close() }
    await withTaskGroup(of: Void.self) { group in
      for (target, alarm) in targets { group.addTask { await serve(target, alarm, client) } }
    }
  }

  private func serve(_ target: NotifyTarget, _ alarm: Alarm, _ client: HTTPClient) async {
    var failures = 0
    while !Task.isCancelled {
      do {
        guard let notice = try await store.nextNotice(for: target.spelling) else {
          try await alarm.wait(until: nil, clock(), 5)
          continue
        }
        if let problem = await deliver(notice, to: target, client) {
          failures += 1
          try await bear(problem, notice, target, failures: failures)
        } else {
          failures = 0
          metrics.notified(.sent)
          try await store.end(notice)
        }
      } catch is CancellationError {
        return
      } catch {
        log.debug("Notices wait for Redis", ["error": "\(error)"])
        try? await Task.sleep(for: .seconds(1))
      }
    }
  }

  /// Waits for the next try, or gives the notice up.
  private func bear(_ problem: String, _ notice: Notice, _ target: NotifyTarget, failures: Int) async throws {
    guard clock().seconds(since: notice.at) < Self.longestWait else {
      metrics.notified(.dropped)
      log.error(
        "A notice was given up", ["target": target.forPeople, "event": notice.body.event.rawValue, "error": problem])
      return try await store.end(notice)
    }
    metrics.notified(.failed)
    // The first is said; the rest is counted.
    if failures == 1 {
      log.warning("A notice could not be delivered; it is tried again", ["target": target.forPeople, "error": problem])
    }
    try await Task.sleep(for: .seconds(min(Self.longestPause, 1 << min(failures - 1, 9))))
  }

  /// Delivers a notice; nil, or why it was not taken.
  private func deliver(_ notice: Notice, to target: NotifyTarget, _ client: HTTPClient) async -> String? {
    guard let body = try? Console.json(notice.body) else { return "it has no JSON form" }
    switch target.way {
    case .address(let url): return await post(body, notice.id, to: url, client)
    case .program(let words): return await run(words, body, notice.id)
    }
  }

  private func post(_ body: [UInt8], _ id: Identifier<Notice>, to url: String, _ client: HTTPClient) async -> String? {
    var request = HTTPClient.Request(.post, url, body: Data(body), timeout: Self.patience, responseLimit: 64 << 10)
    request.headers.append("Content-Type", "application/json")
    request.headers.append("User-Agent", "signalbox/\(ProgramVersion.text)")
    request.headers.append("X-Signalbox-Delivery", id.text)
    if let secret { request.headers.append("X-Signalbox-Signature-256", WebhookSignature.sign(body, secret: secret)) }
    do throws(HTTPClient.Failure) {
      let response = try await client.send(request)
      return (200...299).contains(response.status) ? nil : "it answered \(response.status)"
    } catch {
      return error.summary
    }
  }

  private func run(_ words: [String], _ body: [UInt8], _ id: Identifier<Notice>) async -> String? {
    let input = "\(directory)/notice-\(id)"
    defer { unlink(input) }
    let descriptor = open(input, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return "\(input): \(String(cString: strerror(errno)))" }
    let isWritten = writeAll(body + [0x0A], to: descriptor)
    close(descriptor)
    guard isWritten else { return "\(input) could not be written" }
    // Of our environment only what a program needs to find itself: no secret of the town.
    let own = ProcessInfo.processInfo.environment
    var run = ProcessRun(
      words[0], Array(words.dropFirst()),
      environment: own.filter { ["PATH", "HOME", "USER", "LANG", "TZ", "TMPDIR"].contains($0.key) },
      directory: directory)
    run.input = input
    run.limits.time = Self.patience
    let end = await run.run { _, _ in }
    if case .exited(0) = end { return nil }
    return switch end {
    case .exited(let status): "it exited \(status)"
    case .signalled(let signal): "signal \(signal) ended it"
    case .tookTooLong: "it took longer than \(Self.patience.components.seconds) s"
    case .usedTooMuchMemory: "it used too much memory"
    case .stopped, .dismissed, .neverReady: "it was stopped"
    case .notStarted(let reason): reason
    }
  }
}
