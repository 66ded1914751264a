import Glibc
import HTTP
import TestSupport
import Testing

@Suite("Draining and stopping")
struct ShutdownTests {
  @Test("A drain answers what is in flight, lets nobody new in, and does not wait for idle connections")
  func drain() async throws {
    let replies = Ledger<Responder>()
    let asked = Ledger<String>()
    let server = try Server.local(
      ClosureHandler { head in
        asked.add(head.path)
        return head.path == "/now"
          ? .answer(.text(200, "now")) : .read(limit: 10, into: Tray { _, reply in replies.add(reply) })
      })
    let (waiting, idle) = try await offPool {
      let idle = try Client(server.port)
      idle.send("GET /now HTTP/1.1\r\nHost: h\r\n\r\n")
      #expect(try idle.answer().status == 200)
      let waiting = try Client(server.port)
      waiting.send(post("/later", "x"))
      #expect(replies.first() != nil)
      return (waiting, idle)
    }
    let drained = Ledger<Bool>()
    let draining = Task {
      await server.drain(within: .seconds(60))
      drained.add(true)
    }
    try await offPool {
      #expect(try idle.rest() == "")
      // The port may be another server's by now: what counts is that this one is asked nothing more.
      let newcomer = try? Client(server.port)
      newcomer?.send("GET /new HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
      _ = try? newcomer?.answer()
      #expect(asked.entries == ["/now", "/later"])
      #expect(drained.entries.isEmpty)
      replies.first()?.send(.text(200, "in time"))
      let answer = try waiting.answer()
      #expect(answer.text == "in time")
      #expect(answer.value(of: "Connection")?.lowercased() == "close")
      #expect(try waiting.rest() == "")
    }
    await draining.value
    #expect(server.counters.connectionsOpen == 0)
  }

  @Test("What is not answered within the drain's time is answered 503")
  func drainTooLong() async throws {
    let replies = Ledger<Responder>()
    let server = try Server.local(
      ClosureHandler { _ in .read(limit: 10, into: Tray { _, reply in replies.add(reply) }) })
    let client = try await offPool {
      let client = try Client(server.port)
      client.send(post("/", "x"))
      #expect(replies.first() != nil)
      return client
    }
    await server.drain(within: .milliseconds(50))
    let status = try await offPool { try client.answer().status }
    #expect(status == 503)
    replies.first()?.send(.text(200, "too late"))
  }

  @Test("A request that was sent before the drain is answered, even if nobody had read it yet")
  func drainUnread() async throws {
    for _ in 0..<20 {
      let server = try Server.local()
      let clients = try await offPool {
        let clients = try (0..<10).map { _ in try Client(server.port) }
        for client in clients { client.send(post("/", "x")) }
        return clients
      }
      await server.drain(within: .seconds(60))
      let statuses = try await offPool { try clients.map { try $0.answer().status } }
      #expect(statuses == Array(repeating: 200, count: 10))
    }
  }

  @Test("A stop with requests waiting for replies closes them and ignores the replies")
  func stopWaiting() async throws {
    let replies = Ledger<Responder>()
    let server = try Server.local(
      ClosureHandler { _ in .read(limit: 10, into: Tray { _, reply in replies.add(reply) }) })
    try await offPool {
      let clients = try (0..<10).map { _ in try Client(server.port) }
      for client in clients { client.send(post("/", "x")) }
      #expect(soon { replies.entries.count == 10 })
      server.stop()
      server.stop()
      for reply in replies.entries { reply.send(.text(200, "too late")) }
      for client in clients {
        let said = try client.rest()
        #expect(said == "" || said.hasPrefix("HTTP/1.1 503 "))
      }
    }
  }

  @Test("A stop abandons bodies that are being read")
  func stopReading() async throws {
    let ends = Ledger<String>()
    let server = try Server.local(
      ClosureHandler { _ in
        ends.add("begun")
        return .read(limit: 10, into: Tray(abandoned: { ends.add("abandoned") }) { _, _ in ends.add("finished") })
      })
    try await offPool {
      let client = try Client(server.port)
      client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nabc")
      #expect(ends.first() == "begun")
      server.stop()
      #expect(ends.entries == ["begun", "abandoned"])
      #expect(try client.rest() == "")
    }
  }

  @Test("A stop in the middle of a storm of requests neither hangs nor aborts")
  func storm() async throws {
    for round in 0..<10 {
      let server = try Server.local(
        ClosureHandler { _ in .read(limit: 10, into: Tray { _, reply in Self.answerElsewhere(reply) }) })
      let port = server.port
      try await offPool {
        let clients = try (0..<8).map { _ in try Client(port) }
        for _ in 0..<20 + round * 10 {
          for client in clients { client.send(post("/", "x")) }
        }
        server.stop()
        for client in clients { _ = try client.rest() }
      }
      #expect(server.counters.connectionsOpen == 0)
    }
  }

  @Test("A server that is let go stops by itself")
  func letGo() async throws {
    try await offPool {
      var server: Server? = try Server.local()
      let client = try Client(try #require(server).port)
      client.send(post("/", "x"))
      #expect(try client.answer().status == 200)
      server = nil
      // Its port may be another server's by now; the connection is its own.
      #expect(try client.rest() == "")
    }
  }

  private static func answerElsewhere(_ reply: Responder) {
    Task { reply.send(.text(200, "elsewhere")) }
  }
}
