import FoundationEssentials
import GitHub
import Synchronization
import TestSupport
import Testing

@Suite struct HTTPClientTests {
  private let client = HTTPClient(configuration: .init(usesEnvironmentProxy: false))

  @Test("An answer arrives whole: status, all header values in any spelling, body")
  func answers() async throws {
    let server = ScriptedServer { _ in
      .reply(418, [("X-Thing", "one"), ("x-thing", " two "), ("ETag", "\"a\"")], "tea")
    }
    defer { server.stop() }
    let response = try await client.send(.init(.get, server.url + "/pot?a=b"))
    #expect(response.status == 418)
    #expect(response.headers["etag"] == "\"a\"")
    #expect(response.headers.values(of: "X-THING") == ["one", "two"])
    #expect(response.headers["absent"] == nil)
    #expect(response.body == Data("tea".utf8))
    #expect(server.requests.first?.target == "/pot?a=b")
  }

  @Test("Method, headers and body arrive as given", arguments: HTTPClient.Method.allCases)
  func sends(method: HTTPClient.Method) async throws {
    let server = ScriptedServer { _ in .reply(200, [], "{}") }
    defer { server.stop() }
    let hasBody = method != .get && method != .head
    var request = HTTPClient.Request(method, server.url, headers: ["X-One": "1", "X-Empty": ""])
    if hasBody { request.body = Data("a\0b".utf8) }
    _ = try await client.send(request)

    let received = try #require(server.requests.first)
    #expect(received.method == method.rawValue)
    #expect(received.header("x-one") == "1")
    #expect(received.header("x-empty") == "")
    #expect(received.header("expect") == nil)
    #expect(received.header("content-type") == nil)
    #expect(received.body == (hasBody ? Array("a\0b".utf8) : []))
  }

  @Test("A write without a body says that its length is 0", arguments: [HTTPClient.Method.post, .put, .patch])
  func sendsEmptyBody(method: HTTPClient.Method) async throws {
    let server = ScriptedServer { _ in .reply(204) }
    defer { server.stop() }
    let response = try await client.send(.init(method, server.url))
    #expect(response.status == 204)
    #expect(server.requests.first?.header("content-length") == "0")
  }

  @Test("The bearer token is sent, and a printed request does not show it")
  func bearer() async throws {
    let server = ScriptedServer { _ in .reply(200) }
    defer { server.stop() }
    let request = HTTPClient.Request(.get, server.url, bearer: try Secret("ghs_topsecret"))
    _ = try await client.send(request)
    #expect(server.requests.first?.header("authorization") == "Bearer ghs_topsecret")
    #expect(!"\(request)".contains("topsecret"))
  }

  @Test(
    "A URL that is not plain http is refused before anything is sent",
    arguments: [
      "", "file:///etc/passwd", "127.0.0.1/x", "ftp://127.0.0.1/", "http:/x", "http://127.0.0.1/a b", "http://",
    ])
  func refusesURL(url: String) async {
    await #expect(throws: HTTPClient.Failure.invalidRequest(.url)) { try await client.send(.init(.get, url)) }
  }

  @Test("A line end in a header or a token is refused: it would become a header of its own")
  func refusesHeaderInjection() async throws {
    let server = ScriptedServer { _ in .reply(200) }
    defer { server.stop() }
    for value in ["a\r\nX-Evil: 1", "a\nb", "a\u{0}b"] {
      await #expect(throws: HTTPClient.Failure.invalidRequest(.header("X-A"))) {
        try await client.send(.init(.get, server.url, headers: ["X-A": value]))
      }
    }
    await #expect(throws: HTTPClient.Failure.invalidRequest(.header("X-A: b\r\nX-B"))) {
      try await client.send(.init(.get, server.url, headers: ["X-A: b\r\nX-B": "c"]))
    }
    let token = try Secret("token\n")
    await #expect(throws: HTTPClient.Failure.invalidRequest(.header("Authorization"))) {
      try await client.send(.init(.get, server.url, bearer: token))
    }
    #expect(server.requests.isEmpty)
  }

  @Test("A refused connection is a failed connection")
  func refused() async throws {
    let nobody = try ReservedPort()
    let failure = await failure(of: .init(.get, "http://127.0.0.1:\(nobody.number)/"))
    guard case .connectionFailed = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
  }

  @Test("A server that never answers is left when the time is over")
  func timesOut() async {
    let server = ScriptedServer { _ in .silence }
    defer { server.stop() }
    #expect(await failure(of: .init(.get, server.url, timeout: .milliseconds(150))) == .timedOut)
    #expect(await server.wasLeft(1))
  }

  @Test("A server that stops in the middle of an answer is left when the time is over")
  func timesOutInTheMiddle() async {
    let server = ScriptedServer { _ in .stall("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf") }
    defer { server.stop() }
    #expect(await failure(of: .init(.get, server.url, timeout: .milliseconds(150))) == .timedOut)
  }

  @Test("A shorter answer than announced is no answer")
  func interrupted() async {
    let server = ScriptedServer { _ in .raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half\":") }
    defer { server.stop() }
    guard case .interrupted = await failure(of: .init(.get, server.url)) else {
      Issue.record("a truncated answer was taken for a whole one")
      return
    }
  }

  @Test("What is not HTTP is malformed", arguments: ["SSH-2.0-OpenSSH_9\r\n", "HTTP/9.9 banana\r\n\r\n"])
  func malformed(bytes: String) async {
    let server = ScriptedServer { _ in .raw(bytes) }
    defer { server.stop() }
    guard case .malformedResponse = await failure(of: .init(.get, server.url)) else {
      Issue.record("\(String(describing: await failure(of: .init(.get, server.url))))")
      return
    }
  }

  @Test("Speaking TLS to somebody who does not is a TLS failure")
  func tls() async {
    let server = ScriptedServer { _ in .reply(200) }
    let listener = PlainListener()
    defer {
      server.stop()
      listener.stop()
    }
    guard case .tls = await failure(of: .init(.get, "https://127.0.0.1:\(listener.port)/")) else {
      Issue.record("\(String(describing: await failure(of: .init(.get, "https://127.0.0.1:\(listener.port)/"))))")
      return
    }
  }

  @Test("A body over the limit is given up, announced or not, without being kept")
  func tooLarge() async {
    let announced = ScriptedServer { _ in .stall("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n") }
    let endless = ScriptedServer { _ in .endless(UInt8(ascii: "a")) }
    defer {
      announced.stop()
      endless.stop()
    }
    #expect(await failure(of: .init(.get, announced.url, responseLimit: 1000)) == .responseTooLarge(limit: 1000))
    #expect(await failure(of: .init(.get, endless.url, responseLimit: 100_000)) == .responseTooLarge(limit: 100_000))
    #expect(await endless.wasLeft(1))
  }

  @Test("A body of exactly the limit is accepted")
  func exactlyTheLimit() async throws {
    let server = ScriptedServer { _ in .reply(200, [], String(repeating: "a", count: 1000)) }
    defer { server.stop() }
    #expect(try await client.send(.init(.get, server.url, responseLimit: 1000)).body.count == 1000)
  }

  @Test("A header without end is given up")
  func endlessHeader() async {
    let line = "X-Filler: " + String(repeating: "f", count: 1000) + "\r\n"
    let server = ScriptedServer { _ in .stall("HTTP/1.1 200 OK\r\n" + String(repeating: line, count: 400)) }
    defer { server.stop() }
    guard case .responseTooLarge = await failure(of: .init(.get, server.url)) else {
      Issue.record("an endless header was accepted")
      return
    }
  }

  @Test("A redirect is an answer like any other: it is not followed")
  func doesNotFollow() async throws {
    let server = ScriptedServer { _ in .reply(302, [("Location", "/elsewhere")]) }
    defer { server.stop() }
    #expect(try await client.send(.init(.get, server.url)).status == 302)
    #expect(server.requests.count == 1)
  }

  @Test("The headers of a 100 Continue are not those of the answer")
  func skipsContinue() async throws {
    let server = ScriptedServer { _ in
      .raw("HTTP/1.1 100 Continue\r\nX-Early: 1\r\n\r\nHTTP/1.1 200 OK\r\nX-Late: 2\r\nContent-Length: 2\r\n\r\nok")
    }
    defer { server.stop() }
    let response = try await client.send(.init(.post, server.url, body: Data("b".utf8)))
    #expect(response.headers["X-Early"] == nil)
    #expect(response.headers["X-Late"] == "2")
    #expect(response.body == Data("ok".utf8))
  }

  @Test("Cancelling the task ends the transfer and leaves the server")
  func cancels() async {
    let server = ScriptedServer { _ in .silence }
    defer { server.stop() }
    let task = Task { await failure(of: .init(.get, server.url)) }
    #expect(await server.received(1))
    task.cancel()
    #expect(await task.value == .cancelled)
    #expect(await server.wasLeft(1))
  }

  @Test("A task that is cancelled before it begins sends nothing")
  func cancelsEarly() async {
    let server = ScriptedServer { _ in .reply(200) }
    defer { server.stop() }
    let (gate, open) = AsyncStream.makeStream(of: Void.self)
    let task = Task {
      // Ends when the stream does, or by the cancellation.
      for await _ in gate {}
      return await failure(of: .init(.get, server.url))
    }
    task.cancel()
    open.finish()
    #expect(await task.value == .cancelled)
    #expect(server.requests.isEmpty)
  }

  @Test("Closing the client ends what is under way and refuses what comes later")
  func closes() async {
    let server = ScriptedServer { _ in .silence }
    defer { server.stop() }
    let client = HTTPClient(configuration: .init(usesEnvironmentProxy: false))
    let task = Task { await failure(of: .init(.get, server.url), with: client) }
    #expect(await server.received(1))
    client.close()
    client.close()
    #expect(await task.value == .closed)
    #expect(await failure(of: .init(.get, server.url), with: client) == .closed)
  }

  @Test("Twenty requests run at once on at most ten connections, and each gets its own answer")
  func concurrent() async throws {
    let together = Rendezvous(10)
    let server = ScriptedServer { request in
      together.arrive()
      return .reply(200, [], request.target)
    }
    defer { server.stop() }
    let answers = try await withThrowingTaskGroup(of: (Int, String).self) { group in
      for number in 0..<20 {
        group.addTask {
          let response = try await client.send(.init(.get, server.url + "/\(number)"))
          return (number, String(decoding: response.body, as: UTF8.self))
        }
      }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    #expect(answers == Dictionary(uniqueKeysWithValues: (0..<20).map { ($0, "/\($0)") }))
    #expect(server.connectionCount <= 10)
    #expect(together.wasComplete)
  }

  @Test("A connection is used again")
  func reusesConnections() async throws {
    let server = ScriptedServer { _ in .reply(200, [], "x") }
    defer { server.stop() }
    for _ in 0..<5 { _ = try await client.send(.init(.get, server.url)) }
    #expect(server.connectionCount == 1)
  }

  @Test("A write is sent once, also when a connection dies under it")
  func neverRepeatsWrites() async throws {
    let server = ScriptedServer { $0.method == "POST" ? .hangUp : .reply(200) }
    defer { server.stop() }
    // Leaves an open connection that the write would be tempted to use.
    _ = try await client.send(.init(.get, server.url))
    guard case .interrupted = await failure(of: .init(.post, server.url, body: Data("{}".utf8))) else {
      Issue.record("the write cannot have succeeded")
      return
    }
    #expect(server.requests.filter { $0.method == "POST" }.count == 1)
  }

  @Test("A request that may be repeated is, when a connection that was used before dies under it")
  func repeatsReads() async throws {
    let server = ScriptedServer { $0.connection == 1 && $0.path == "/second" ? .hangUp : .reply(200) }
    defer { server.stop() }
    _ = try await client.send(.init(.get, server.url + "/first"))
    #expect(try await client.send(.init(.get, server.url + "/second")).status == 200)
    #expect(server.requests.count == 3)
  }

  @Test("A compressed body arrives decompressed, and the limit counts what comes out")
  func decompresses() async throws {
    // 100,000 times the letter a.
    let compressed = try #require(
      Data(
        base64Encoded:
          "H4sIAAAAAAACA+3BMQEAAADCoKzrX8IaHkABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAArwaH+uIboIYBAA=="
      ))
    let server = ScriptedServer { _ in .bytes([("Content-Encoding", "gzip")], Array(compressed)) }
    defer { server.stop() }
    let response = try await client.send(.init(.get, server.url))
    #expect(response.body == Data(repeating: UInt8(ascii: "a"), count: 100_000))
    #expect(await failure(of: .init(.get, server.url, responseLimit: 99_999)) == .responseTooLarge(limit: 99_999))
  }

  private func failure(of request: HTTPClient.Request, with other: HTTPClient? = nil) async -> HTTPClient.Failure? {
    do {
      _ = try await (other ?? client).send(request)
      return nil
    } catch {
      return error
    }
  }
}
