import Glibc
import HTTP
import TestSupport
import Testing

@Suite("Limits")
struct LimitTests {
  @Test("A body announced over its limit is answered 413 before a byte of it is read")
  func announced() async throws {
    let events = Ledger<ServerEvent>()
    let ends = Ledger<String>()
    let server = try Server.local(Self.limited(to: 8, ends), events: events)
    try await offPool {
      let client = try Client(server.port)
      client.send("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n")
      let answer = try client.answer()
      #expect(answer.status == 413)
      #expect(answer.text == #"{"error":"body too large"}"#)
      #expect(try client.rest() == "")
      #expect(ends.entries == ["abandoned"])
      #expect(events.entries == [.bodyOverLimit(peer: "127.0.0.1")])
    }
  }

  @Test("A chunked body is answered 413 when the running count passes the limit")
  func running() async throws {
    let ends = Ledger<String>()
    let server = try Server.local(Self.limited(to: 8, ends))
    try await offPool {
      let client = try Client(server.port)
      client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n12345678\r\n")
      client.send("1\r\n9\r\n")
      let answer = try client.answer()
      #expect(answer.status == 413)
      #expect(answer.value(of: "Content-Type") == "application/json")
      #expect(try client.rest() == "")
      #expect(ends.entries == ["abandoned"])
      #expect(server.counters.bodiesOverLimit == 1)
    }
  }

  @Test("A body of exactly its limit is taken", arguments: [true, false])
  func exact(announced: Bool) async throws {
    let ends = Ledger<String>()
    let server = try Server.local(Self.limited(to: 8, ends))
    try await offPool {
      let client = try Client(server.port)
      client.send(
        announced
          ? post("/", "12345678")
          : "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n12345678\r\n0\r\n\r\n")
      #expect(try client.answer().status == 200)
      #expect(ends.entries == ["finished 8"])
    }
  }

  @Test("A client that sends far more than its limit before it reads still sees the 413")
  func flood() async throws {
    let server = try Server.local(Self.limited(to: 1000, Ledger()))
    try await offPool {
      let client = try Client(server.port)
      client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1000000\r\n")
      for _ in 0..<16 { client.send([UInt8](repeating: 0x61, count: 1 << 20)) }
      #expect(try client.answer().status == 413)
    }
  }

  @Test("A body larger than memory should ever hold streams through without growth")
  func streaming() async throws {
    let server = try Server.local(
      ClosureHandler { _ in
        .read(
          limit: 1 << 30,
          into: Counter { count, largest, reply in reply.send(.text(200, "\(count) \(largest <= 65_536)")) })
      })
    try await offPool {
      let client = try Client(server.port)
      let piece = [UInt8](repeating: 0x61, count: 1 << 20)
      client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: \(piece.count * 400)\r\n\r\n")
      client.send(piece)
      let before = Self.residentPages()
      for _ in 1..<400 { client.send(piece) }
      #expect(try client.answer().text == "\(piece.count * 400) true")
      // 400 MB went through; other suites run beside it, so the bound is generous.
      #expect(Self.residentPages() - before < 300 * 256)
    }
  }

  @Test("An address gets no more connections than it may, and a new one when one ends")
  func perAddress() async throws {
    let events = Ledger<ServerEvent>()
    let server = try Server.local(events: events) { $0.maximumConnectionsPerAddress = 2 }
    try await offPool {
      let first = try Client(server.port)
      do {
        let second = try Client(server.port)
        for client in [first, second] {
          client.send(post("/", "x"))
          #expect(try client.answer().status == 200)
        }
        let third = try Client(server.port)
        #expect(try third.rest() == "")
        #expect(events.entries == [.connectionRefused(peer: "127.0.0.1")])
      }
      #expect(soon { server.counters.connectionsOpen == 1 })
      let fourth = try Client(server.port)
      fourth.send(post("/", "x"))
      #expect(try fourth.answer().status == 200)
      #expect(server.counters.connectionsRefused == 1)
    }
  }

  @Test("Beyond the total a client waits, and is served when a connection ends")
  func total() async throws {
    let server = try Server.local { $0.maximumConnections = 2 }
    try await offPool {
      var open = [try Client(server.port), try Client(server.port)]
      for client in open {
        client.send(post("/", "x"))
        #expect(try client.answer().status == 200)
      }
      let waiting = try Client(server.port)
      waiting.send(post("/waited", "x"))
      #expect(soon { server.counters.acceptPauses >= 1 })
      // Whoever sends no further header may have given way by now.
      #expect(server.counters.connectionsOpen <= 2)
      open.removeLast()
      #expect(try waiting.answer().text == "POST /waited 1")
    }
  }

  @Test("When all places are taken, those who send no header give way, the oldest first, and others are served")
  func crowd() async throws {
    let events = Ledger<ServerEvent>()
    let server = try Server.local(events: events) { $0.maximumConnections = 4 }
    try await offPool {
      let silent = try (0..<4).map { _ in try Client(server.port) }
      #expect(soon { server.counters.connectionsOpen == 4 })
      silent[3].send("GET / HTTP/1.1\r\n")
      for number in 0..<3 {
        let client = try Client(server.port)
        client.send(post("/\(number)", "x"))
        #expect(try client.answer().text == "POST /\(number) 1")
      }
      #expect(try silent[0].rest() == "")
      #expect(events.entries.contains(.connectionCrowdedOut(peer: "127.0.0.1")))
    }
  }

  @Test("Whose request is being answered does not give way")
  func busyCrowd() async throws {
    let replies = Ledger<Responder>()
    let server = try Server.local(
      ClosureHandler { _ in .read(limit: 10, into: Tray { _, reply in replies.add(reply) }) }
    ) { $0.maximumConnections = 2 }
    try await offPool {
      let busy = [try Client(server.port), try Client(server.port)]
      for client in busy { client.send(post("/", "x")) }
      #expect(soon { replies.entries.count == 2 })
      let waiting = try Client(server.port)
      waiting.send(post("/", "x"))
      #expect(soon { server.counters.acceptPauses > 0 })
      for reply in replies.entries { reply.send(.text(200, "done")) }
      for client in busy { #expect(try client.answer().text == "done") }
      #expect(soon { replies.entries.count == 3 })
      replies.entries[2].send(.text(200, "late"))
      #expect(try waiting.answer().text == "late")
    }
  }

  private static func limited(to limit: UInt64, _ ends: Ledger<String>) -> ClosureHandler {
    ClosureHandler { _ in
      .read(
        limit: limit,
        into: Tray(abandoned: { ends.add("abandoned") }) { body, reply in
          ends.add("finished \(body.count)")
          reply.send(.text(200, "ok"))
        })
    }
  }

  private static func residentPages() -> Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 200)
    guard fgets(&line, 200, file) != nil else { return 0 }
    let fields = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(
      separator: " ")
    return fields.count > 1 ? Int(fields[1]) ?? 0 : 0
  }
}

/// A reader that keeps nothing but counts.
private final class Counter: BodyReader {
  private var count = 0
  private var largest = 0
  private let finished: (_ count: Int, _ largest: Int, Responder) -> Void

  init(_ finished: @escaping (_ count: Int, _ largest: Int, Responder) -> Void) {
    self.finished = finished
  }

  func consume(_ bytes: UnsafeRawBufferPointer) {
    count += bytes.count
    largest = max(largest, bytes.count)
  }

  func finish(_ reply: Responder) { finished(count, largest, reply) }

  func abandon() {}
}
