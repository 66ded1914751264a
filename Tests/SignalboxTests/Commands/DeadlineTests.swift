import GitHub
import HTTP
import Synchronization
import Testing

@testable import CommandLine
@testable import Service

@Suite(.timeLimit(.minutes(10))) struct DeadlineTests {
  @Test("work that does not end and does not notice that it is cancelled is left behind when its time is over")
  func passed() async {
    await #expect(throws: Deadline.Passed.self) {
      try await Deadline.keep(.milliseconds(20)) {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
          Self.forgotten.withLock { $0.append(continuation) }
        }
      }
    }
    Self.forgotten.withLock { $0 }.forEach { $0.resume() }
  }

  @Test("work that ends in time gives its result, or its error")
  func kept() async throws {
    #expect(try await Deadline.keep(.seconds(60)) { 7 } == 7)
    #expect(try await Deadline.keep(nil) { 7 } == 7)
    await #expect(throws: LeaseLost.self) { try await Deadline.keep(.seconds(60)) { throw LeaseLost() } }
  }

  @Test("doctor ends though GitHub takes every question and answers none, and says which part is too slow")
  func doctor() async throws {
    let silent = try Server(ServerConfiguration(address: .loopback()), handler: Silence())
    let town = try await CommandTown()
    let run = try await town.signalbox(
      "doctor", "acme/shop", "--json", "--github-api", "http://127.0.0.1:\(silent.port)", "--listen", "127.0.0.1:9")
    #expect(run.status == 1)
    #expect(run.output.contains("has not answered everything within"))
    // What was found out besides is told too.
    #expect(run.output.contains(#""subject":"redis version""#))
    silent.stop()
  }

  private static let forgotten = Mutex<[CheckedContinuation<Void, Never>]>([])

  /// Takes every request and never answers.
  private struct Silence: RequestHandler {
    func receive(_ head: RequestHead) -> Admission { .read(limit: 1 << 20, into: Listener()) }

    private final class Listener: BodyReader {
      private static let kept = Mutex<[Responder]>([])
      func consume(_ bytes: UnsafeRawBufferPointer) {}
      func finish(_ reply: Responder) { Self.kept.withLock { $0.append(reply) } }
      func abandon() {}
    }
  }
}
