import Synchronization
import Testing

@testable import Workers

/// Runs that are talked with over their standard input.
@Suite(.timeLimit(.minutes(10))) struct ProcessPartnerTests {
  @Test("what is said is heard in order, however much it is, and after the last word the input ends")
  func talk() async throws {
    let line = String(repeating: "x", count: 100_000)
    let many = ScriptedPartner(first: String(repeating: line + "\n", count: 20), last: "20")
    #expect(await run("head -n 20 | wc -lc; cat; echo over", with: many) == .exited(0))
    #expect(many.heard.split { $0.isWhitespace } == ["20", "2000020", "over"])
    let counted = ScriptedPartner(first: "one\ntwo\n", last: "two")
    #expect(await run("read -r a; read -r b; echo $b; read -r c || echo over", with: counted) == .exited(0))
    #expect(counted.heard == "two\nover\n")
  }

  @Test("one that never becomes ready is ended, and so is one that does not go when everything is said")
  func limits() async throws {
    let partner = ScriptedPartner(isReady: false)
    var limits = ProcessRun.Limits()
    limits.readiness = .zero
    #expect(await run("exec sleep 60", with: partner, limits) == .neverReady)
    limits.readiness = .seconds(60)
    limits.farewell = .milliseconds(10)
    limits.grace = .milliseconds(10)
    let staying = ScriptedPartner(last: "done")
    #expect(await run("trap '' TERM; echo done; while :; do sleep 1; done", with: staying, limits) == .dismissed)
  }

  @Test("one that reads nothing of what it is told is heard no further, and its time ends it")
  func unread() async throws {
    var limits = ProcessRun.Limits()
    limits.time = .seconds(1)
    limits.grace = .milliseconds(10)
    let partner = ScriptedPartner(answersEverything: true)
    #expect(await run("exec yes", with: partner, limits) == .tookTooLong)
    // As long as its answers were taken into account, and not a gigabyte of them.
    #expect(partner.said < 32 << 20)
  }

  private func run(
    _ text: String, with partner: ScriptedPartner, _ limits: ProcessRun.Limits = .init()
  ) async -> ProcessRun.End {
    var process = ProcessRun("/bin/sh", ["-c", text], environment: ["PATH": "/usr/bin:/bin"], directory: "/")
    process.limits = limits
    return await process.run(with: partner)
  }
}

/// Says something first, ends at a word, and may answer everything with as much.
private final class ScriptedPartner: ProcessPartner {
  let first: String
  let last: String?
  let isReady: Bool
  let answersEverything: Bool
  private let state = Mutex((heard: "", said: 0))

  init(first: String = "", last: String? = nil, isReady: Bool = true, answersEverything: Bool = false) {
    self.first = first
    self.last = last
    self.isReady = isReady
    self.answersEverything = answersEverything
  }

  var heard: String { state.withLock { $0.heard } }
  var said: Int { state.withLock { $0.said } }

  func begin() -> ProcessReply { ProcessReply(bytes: Array(first.utf8), isLast: false) }

  func hear(_ stream: ProcessRun.Stream, _ bytes: ArraySlice<UInt8>) -> ProcessReply {
    state.withLock { state in
      if answersEverything {
        state.said += bytes.count
        return ProcessReply(bytes: Array(bytes), isLast: false)
      }
      state.heard += String(decoding: bytes, as: UTF8.self)
      return ProcessReply(isLast: last.map { state.heard.contains($0) } ?? false)
    }
  }

  func stop() -> ProcessReply { ProcessReply() }
}
