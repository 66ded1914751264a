import Glibc
import HTTP
import TestSupport
import Testing

@Suite("Requests and answers")
struct RequestTests {
  @Test("A connection is kept for the next request")
  func keepAlive() async throws {
    let server = try Server.local()
    try await offPool {
      let client = try Client(server.port)
      for number in 1...3 {
        client.send(post("/\(number)", "four"))
        #expect(try client.answer().text == "POST /\(number) 4")
      }
      #expect(server.counters.connectionsAccepted == 1)
    }
  }

  @Test("Pipelined requests are answered in order")
  func pipelined() async throws {
    let server = try Server.local()
    try await offPool {
      let client = try Client(server.port)
      client.send(post("/a", "1") + post("/b", "22") + "GET /c HTTP/1.1\r\nHost: h\r\n\r\n")
      #expect(try client.answer().text == "POST /a 1")
      #expect(try client.answer().text == "POST /b 2")
      #expect(try client.answer().text == "GET /c 0")
    }
  }

  @Test("A chunked body is put together, whatever the size of its chunks")
  func chunked() async throws {
    let server = try Server.local()
    try await offPool {
      let client = try Client(server.port)
      client.send("POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3;ext=1\r\nabc\r\n")
      client.send("A\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n")
      #expect(try client.answer().text == "POST /x 13")
      client.send(post("/y", "z"))
      #expect(try client.answer().text == "POST /y 1")
    }
  }

  @Test("A body reaches the reader byte for byte")
  func bytes() async throws {
    let body = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let server = try Server.local(
      ClosureHandler { _ in
        .read(limit: 1 << 20, into: Tray { body, reply in reply.send(Response(status: 200, body: body)) })
      })
    let back = try await offPool {
      let client = try Client(server.port)
      client.send(Array("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body)
      return try client.answer().body
    }
    #expect(back == body)
  }

  @Test("The head shows method, raw path, raw query, peer, length and every value of a repeated header")
  func head() async throws {
    let heads = Ledger<RequestHead>()
    let server = try Server.local(
      ClosureHandler { head in
        heads.add(head)
        return .answer(.text(200, "ok"))
      })
    try await offPool {
      let client = try Client(server.port)
      client.send(
        "PURGE /a%20b//../c?x=%3F&y HTTP/1.1\r\nHost: h\r\nX-Two: one \r\nx-two:two\r\nEmpty:\r\nContent-Length: 0\r\n\r\n"
      )
      #expect(try client.answer().status == 200)
      client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
      #expect(try client.answer().status == 200)
    }
    let head = try #require(heads.entries.first)
    #expect(head.method == "PURGE")
    #expect(head.path == "/a%20b//../c")
    #expect(head.query == "x=%3F&y")
    #expect(head.version == "HTTP/1.1")
    #expect(head.peer == "127.0.0.1")
    #expect(head.contentLength == 0)
    #expect(!head.isChunked)
    #expect(head.values(of: "X-TWO") == ["one", "two"])
    #expect(head.values(of: "empty") == [""])
    #expect(head.values(of: "absent") == [])
    #expect(head.headers.map(\.name) == ["Host", "X-Two", "x-two", "Empty", "Content-Length"])
    #expect(heads.entries.last?.query == nil)
    #expect(heads.entries.last?.contentLength == nil)
  }

  @Test("An early answer comes before the body is read, stops 100-continue, and ends the connection")
  func early() async throws {
    let server = try Server.local(ClosureHandler { _ in .answer(.json(413, #"{"error":"no"}"#)) })
    try await offPool {
      let client = try Client(server.port)
      client.send("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n")
      let answer = try client.answer()
      #expect(answer.status == 413)
      #expect(answer.value(of: "Connection")?.lowercased() == "close")
      #expect(try client.rest() == "")
    }
  }

  @Test("A client that sends its whole body first still sees the early answer", arguments: [true, false])
  func earlyWhileSending(announced: Bool) async throws {
    let server = try Server.local(ClosureHandler { _ in .answer(.json(401, "{}")) })
    try await offPool {
      let client = try Client(server.port)
      let piece = [UInt8](repeating: 0x61, count: 1 << 20)
      client.send(
        "POST / HTTP/1.1\r\nHost: h\r\n"
          + (announced ? "Content-Length: \(piece.count * 16)" : "Transfer-Encoding: chunked") + "\r\n\r\n")
      for _ in 0..<16 {
        if !announced { client.send("100000\r\n") }
        #expect(client.send(piece))
        if !announced { client.send("\r\n") }
      }
      #expect(try client.answer().status == 401)
    }
  }

  @Test("An early answer without a body to come keeps the connection")
  func earlyWithoutBody() async throws {
    let server = try Server.local(ClosureHandler { _ in .answer(.text(200, "yes")) })
    try await offPool {
      let client = try Client(server.port)
      for _ in 0..<2 {
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        #expect(try client.answer().status == 200)
      }
      #expect(server.counters.connectionsAccepted == 1)
    }
  }

  @Test("Expect: 100-continue is granted when the body is wanted")
  func expect() async throws {
    let server = try Server.local()
    try await offPool {
      let client = try Client(server.port)
      client.send("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
      #expect(try client.answer().status == 100)
      client.send("abc")
      #expect(try client.answer().text == "POST / 3")
    }
  }

  @Test("HEAD is answered without a body but with its length")
  func headMethod() async throws {
    let server = try Server.local()
    try await offPool {
      let client = try Client(server.port)
      client.send("HEAD /h HTTP/1.1\r\nHost: h\r\n\r\n")
      #expect(try client.answer(hasBody: false).value(of: "Content-Length") == "9")
      client.send("GET /g HTTP/1.1\r\nHost: h\r\n\r\n")
      #expect(try client.answer().text == "GET /g 0")
    }
  }

  @Test("HTTP/1.0 is answered and closed")
  func oldVersion() async throws {
    let server = try Server.local()
    try await offPool {
      let client = try Client(server.port)
      client.send("POST /old HTTP/1.0\r\nContent-Length: 2\r\n\r\nhi")
      #expect(try client.answer().text == "POST /old 2")
      #expect(try client.rest() == "")
    }
  }

  @Test("A client that closes its sending side after the request still gets its answer")
  func halfClose() async throws {
    let server = try Server.local()
    try await offPool {
      let client = try Client(server.port)
      client.send(post("/half", "x"))
      client.halfClose()
      #expect(try client.answer().text == "POST /half 1")
    }
  }

  @Test("A reply may come later and from another thread, for many clients at once")
  func later() async throws {
    let replies = Ledger<Responder>()
    let server = try Server.local(
      ClosureHandler { _ in .read(limit: 10, into: Tray { _, reply in replies.add(reply) }) })
    try await offPool {
      let clients = try (0..<20).map { _ in try Client(server.port) }
      for client in clients { client.send(post("/", "x")) }
      #expect(soon { replies.entries.count == 20 })
      for reply in replies.entries {
        reply.send(.text(202, "first"))
        reply.send(.text(500, "second"))
      }
      for client in clients {
        #expect(try client.answer().text == "first")
        client.send(post("/", "y"))
      }
      #expect(soon { replies.entries.count == 40 })
    }
  }

  @Test("A reply that is let go is answered 500")
  func forgotten() async throws {
    let server = try Server.local(ClosureHandler { _ in .read(limit: 10, into: Tray { _, _ in }) })
    try await offPool {
      let client = try Client(server.port)
      client.send(post("/", "x"))
      #expect(try client.answer().status == 500)
    }
  }

  @Test("A reply to a client that has gone is ignored")
  func gone() async throws {
    let replies = Ledger<Responder>()
    let server = try Server.local(
      ClosureHandler { _ in .read(limit: 10, into: Tray { _, reply in replies.add(reply) }) })
    try await offPool {
      do {
        let client = try Client(server.port)
        client.send(post("/", "x"))
        #expect(replies.first() != nil)
      }
      replies.first()?.send(.text(200, "too late"))
      #expect(soon { server.counters.connectionsOpen == 0 })
      let client = try Client(server.port)
      client.send(post("/", "x"))
      #expect(soon { replies.entries.count == 2 })
      replies.entries.last?.send(.text(200, "alive"))
      #expect(try client.answer().text == "alive")
    }
  }

  /// Whether this machine has an IPv6 loopback; containers often have none.
  private static let hasVersion6 =
    (try? Server(ServerConfiguration(address: ListenAddress("[::1]:0")), handler: ClosureHandler.echo)) != nil

  @Test("IPv6 clients are served and seen by their address", .enabled(if: hasVersion6, "there is no IPv6 here"))
  func version6() async throws {
    let server = try Server(
      ServerConfiguration(address: try ListenAddress("[::]:0")),
      handler: ClosureHandler { head in .answer(.text(200, head.peer)) })
    try await offPool {
      for (family, peer) in [(AF_INET6, "::1"), (AF_INET, "127.0.0.1")] {
        let client = try Client(server.port, family: family)
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        #expect(try client.answer().text == peer)
      }
    }
  }

  @Test("A second server on the same port is refused with the cause")
  func inUse() throws {
    let server = try Server.local()
    let taken = try ListenAddress("127.0.0.1:\(server.port)")
    #expect(throws: ServerError.addressInUse(taken)) {
      try Server(ServerConfiguration(address: taken), handler: ClosureHandler.echo)
    }
  }
}
