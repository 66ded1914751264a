import Glibc
import HTTP
import Synchronization
import TestSupport
import Testing

@Suite("Deadlines")
struct DeadlineTests {
  @Test("A header that dribbles is answered 408 and closed at its deadline, however often a byte comes")
  func header() async throws {
    let events = Ledger<ServerEvent>()
    let server = try Server.local(events: events) { $0.headerDeadline = .milliseconds(300) }
    try await offPool {
      let client = try Client(server.port)
      client.send("POST / HTTP/1.1\r\nHost: h\r\n")
      // Each byte is activity; only an absolute deadline ends this.
      #expect(Self.dribble(client, while: { events.entries.isEmpty }))
      #expect(events.entries == [.headerDeadlinePassed(peer: "127.0.0.1")])
      let said = try client.rest()
      #expect(said == "" || said.hasPrefix("HTTP/1.1 408 "))
      #expect(soon { server.counters.connectionsOpen == 0 })
    }
  }

  @Test("A connection that never says anything is closed at the header's deadline")
  func silent() async throws {
    let server = try Server.local { $0.headerDeadline = .milliseconds(200) }
    try await offPool {
      let client = try Client(server.port)
      #expect(try client.rest() == "")
      #expect(soon { server.counters.headerDeadlines == 1 })
    }
  }

  @Test("A kept-alive connection without a new request is closed in silence")
  func idle() async throws {
    let events = Ledger<ServerEvent>()
    let server = try Server.local(events: events) { $0.headerDeadline = .seconds(1) }
    try await offPool {
      // Who was not quick enough with its first request comes again.
      var client = try Client(server.port)
      #expect(
        try soon {
          client.send(post("/", "x"))
          if (try? client.answer().status) == 200 { return true }
          client = try Client(server.port)
          return false
        })
      #expect(try client.rest() == "")
      #expect(soon { events.entries.contains(.idleConnectionClosed(peer: "127.0.0.1")) })
    }
  }

  @Test("A body that dribbles is answered 408, abandoned and closed at its deadline", arguments: [true, false])
  func body(announced: Bool) async throws {
    let events = Ledger<ServerEvent>()
    let ends = Ledger<String>()
    let server = try Server.local(
      ClosureHandler { _ in
        .read(limit: 1 << 20, into: Tray(abandoned: { ends.add("abandoned") }) { _, _ in ends.add("finished") })
      }, events: events
    ) { $0.bodyDeadline = .milliseconds(300) }
    try await offPool {
      let client = try Client(server.port)
      client.send(
        "POST / HTTP/1.1\r\nHost: h\r\n"
          + (announced ? "Content-Length: 100000\r\n\r\n" : "Transfer-Encoding: chunked\r\n\r\nFFFFF\r\n"))
      #expect(Self.dribble(client, while: { events.entries.isEmpty }))
      let said = try client.rest()
      #expect(said == "" || said.hasPrefix("HTTP/1.1 408 "))
      #expect(soon { ends.entries == ["abandoned"] })
      #expect(events.entries == [.bodyDeadlinePassed(peer: "127.0.0.1")])
    }
  }

  @Test("A body that stops short is answered 408 with JSON")
  func short() async throws {
    let server = try Server.local { $0.bodyDeadline = .milliseconds(200) }
    try await offPool {
      let client = try Client(server.port)
      client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nabc")
      let answer = try client.answer()
      #expect(answer.status == 408)
      #expect(answer.text == #"{"error":"request too slow"}"#)
      #expect(try client.rest() == "")
    }
  }

  @Test("A client that leaves in the middle of its body abandons it")
  func clientGone() async throws {
    let pieces = Ledger<Int>()
    let ends = Ledger<String>()
    let server = try Server.local(
      ClosureHandler { _ in
        .read(
          limit: 10,
          into: Tray(consumed: { pieces.add($0) }, abandoned: { ends.add("abandoned") }) { _, _ in
            ends.add("finished")
          })
      })
    try await offPool {
      do {
        let client = try Client(server.port)
        client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nabc")
        #expect(pieces.first() == 3)
      }
      #expect(soon { ends.entries == ["abandoned"] })
      #expect(soon { server.counters.clientsGone == 1 })
    }
  }

  @Test("A reply that does not come in time is answered 503, and the late one ignored")
  func reply() async throws {
    let replies = Ledger<Responder>()
    let server = try Server.local(
      ClosureHandler { _ in .read(limit: 10, into: Tray { _, reply in replies.add(reply) }) }
    ) {
      $0.replyDeadline = .milliseconds(200)
    }
    try await offPool {
      let client = try Client(server.port)
      client.send(post("/", "x"))
      let answer = try client.answer()
      #expect(answer.status == 503)
      #expect(answer.value(of: "Retry-After") == "5")
      replies.first()?.send(.text(200, "late"))
      #expect(try client.rest() == "")
      let next = try Client(server.port)
      next.send(post("/", "y"))
      #expect(try next.answer().status == 503)
      #expect(soon { server.counters.replyDeadlines == 2 })
    }
  }

  @Test("A client that does not take its answer is closed")
  func send() async throws {
    let server = try Server.local(
      ClosureHandler { _ in .answer(Response(status: 200, body: [UInt8](repeating: 0x61, count: 64 << 20))) }
    ) { $0.sendDeadline = .milliseconds(300) }
    try await offPool {
      let client = try Client(server.port)
      client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
      #expect(soon { server.counters.sendDeadlines == 1 })
      #expect(soon { server.counters.connectionsOpen == 0 })
      withExtendedLifetime(client) {}
    }
  }

  @Test("Three hundred slow clients do not keep a real request from its answer")
  func crowd() async throws {
    // So slow that none of them is over before the last answer, on any machine.
    let server = try Server.local {
      $0.maximumConnectionsPerAddress = 1_000
      ($0.headerDeadline, $0.bodyDeadline) = (.seconds(600), .seconds(600))
    }
    try await offPool {
      let slow = try (0..<300).map { number in
        let client = try Client(server.port)
        client.send(
          number.isMultiple(of: 2)
            ? "POST / HTTP/1.1\r\nHo" : "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\na")
        return client
      }
      for _ in 0..<50 {
        for client in slow.prefix(20) { client.send("x") }
        let client = try Client(server.port)
        client.send(post("/real", "x"))
        #expect(try client.answer().text == "POST /real 1")
      }
      #expect(server.counters.connectionsOpen >= 300)
    }
  }

  /// Sends a byte now and then as long as the condition holds, at most ten seconds; says whether it ended.
  private static func dribble(_ client: Client, while condition: () -> Bool) -> Bool {
    soon {
      client.send("a")
      return !condition()
    }
  }
}
