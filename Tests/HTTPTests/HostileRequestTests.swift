import HTTP
import TestSupport
import Testing

@Suite("Hostile requests")
struct HostileRequestTests {
  /// What a client may get for it: an answer of one of these, or the end of the connection. Never the handler.
  @Test(
    "A request that contradicts the protocol never reaches the handler, and the server goes on",
    arguments: [
      "garbage\r\n\r\n",
      "\u{0}\u{1}\u{2}\r\n\r\n",
      "GET\r\n\r\n",
      "GET / HTTP/9.9\r\nHost: h\r\n\r\n",
      "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET / HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: h\r\nno colon\r\n\r\n",
      "G(T / HTTP/1.1\r\nHost: h\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +1\r\n\r\nx",
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1,1\r\n\r\nx",
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999999999\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length:\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length : 1\r\n\r\nx",
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\nx",
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
      "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ])
  func malformed(request: String) async throws {
    let heads = Ledger<RequestHead>()
    let server = try Server.local(
      ClosureHandler { head in
        heads.add(head)
        return .answer(.text(200, "reached"))
      })
    try await offPool {
      let client = try Client(server.port)
      client.send(request)
      client.halfClose()
      let said = try client.rest()
      #expect(
        said == "" || ["400", "413", "414", "431", "505"].contains { said.hasPrefix("HTTP/1.1 \($0) ") }, "\(said)")
      #expect(heads.entries.isEmpty)
      let next = try Client(server.port)
      next.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
      #expect(try next.answer().text == "reached")
    }
  }

  @Test("Ambiguous framing is answered 400 and counted")
  func framing() async throws {
    let events = Ledger<ServerEvent>()
    let server = try Server.local(events: events)
    try await offPool {
      let client = try Client(server.port)
      client.send(
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n"
      )
      let answer = try client.answer()
      #expect(answer.status == 400)
      #expect(answer.text == #"{"error":"malformed request"}"#)
      #expect(try client.rest() == "")
      #expect(events.entries == [.malformedRequest(peer: "127.0.0.1")])
      #expect(server.counters.malformedRequests == 1)
    }
  }

  @Test(
    "What libmicrohttpd would read leniently is answered 400 with JSON, once, and the connection is closed",
    arguments: [
      "GET / HTTP/1.1\nHost: h\r\n\r\n", "GET / HTTP/1.1\r\nHost: h\rX: y\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: h\nX: y\r\n\r\n", "GET / HTTP/1.1\r\nHost: h\r\n: y\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: h\u{0}x\r\n\r\n", "GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: h\r\nno colon\r\n\r\n", "GET / HTTP/9.9\r\nHost: h\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\nx\r\n0\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\n0\r\n\r\n",
    ])
  func lenient(request: String) async throws {
    let server = try Server.local()
    try await offPool {
      let client = try Client(server.port)
      // What follows on the connection is nobody's request.
      client.send(request + "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n")
      let answer = try client.answer()
      #expect(answer.status == 400)
      #expect(answer.value(of: "Content-Type") == "application/json")
      #expect(answer.text == #"{"error":"malformed request"}"#)
      #expect(try client.rest() == "")
      #expect(soon { server.counters.malformedRequests == 1 })
    }
  }

  @Test("A whole request is answered before the malformed one that follows it at once")
  func pipelined() async throws {
    let server = try Server.local()
    try await offPool {
      for gap in [false, true] {
        let client = try Client(server.port)
        client.send(post("/first", "x") + (gap ? "" : "GET / HTTP/1.1\nHost: h\r\n\r\n"))
        #expect(try client.answer().text == "POST /first 1")
        if gap { client.send("GET / HTTP/1.1\nHost: h\r\n\r\n") }
        #expect(try client.answer().status == 400)
        #expect(try client.rest() == "")
      }
    }
  }

  @Test("A refused request ends its connection, with or without a body", arguments: [401, 404, 503])
  func refusalCloses(status: Int) async throws {
    let server = try Server.local(
      ClosureHandler { head in
        head.path == "/now"
          ? .answer(.text(status, "no")) : .read(limit: 10, into: Tray { _, reply in reply.send(.text(status, "no")) })
      })
    try await offPool {
      for path in ["/now", "/later"] {
        let client = try Client(server.port)
        client.send(post(path, "x"))
        let answer = try client.answer()
        #expect(answer.status == status)
        #expect(answer.value(of: "Connection")?.lowercased() == "close")
        #expect(try client.rest() == "")
      }
    }
  }

  @Test("A malformed chunk abandons the body")
  func chunk() async throws {
    let abandoned = Ledger<Int>()
    let heads = Ledger<String>()
    let server = try Server.local(
      ClosureHandler { head in
        heads.add(head.path)
        return .read(limit: 10, into: Tray(abandoned: { abandoned.add(1) }) { _, reply in reply.send(.text(200, "")) })
      })
    try await offPool {
      let client = try Client(server.port)
      client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")
      #expect(heads.first() == "/")
      client.send("xyz\r\n")
      let said = try client.rest()
      #expect(said == "" || said.hasPrefix("HTTP/1.1 400 "))
      #expect(soon { abandoned.entries.count == 1 })
      #expect(soon { server.counters.malformedRequests == 1 })
    }
  }

  @Test("A header too large is refused", arguments: ["/" + String(repeating: "a", count: 200_000), "/"])
  func hugeHeader(path: String) async throws {
    let server = try Server.local()
    try await offPool {
      let client = try Client(server.port)
      client.send("GET \(path) HTTP/1.1\r\nHost: h\r\n")
      for number in 0..<4000 {
        guard client.send("X-\(number): \(String(repeating: "b", count: 50))\r\n") else { break }
      }
      client.send("\r\n")
      let said = try client.rest()
      #expect(said == "" || said.hasPrefix("HTTP/1.1 431 ") || said.hasPrefix("HTTP/1.1 414 "), "\(said)")
      #expect(soon { server.counters.connectionsOpen == 0 })
    }
  }

  @Test("No answer of the server echoes what the client sent")
  func noEcho() async throws {
    let server = try Server.local()
    try await offPool {
      for request in ["needle\r\n\r\n", "POST /needle HTTP/1.1\r\nHost: needle\r\nContent-Length: needle\r\n\r\n"] {
        let client = try Client(server.port)
        client.send(request)
        client.halfClose()
        #expect(try !client.rest().contains("needle"))
      }
    }
  }
}
