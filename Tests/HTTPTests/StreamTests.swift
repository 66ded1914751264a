import HTTP
import TestSupport
import Testing

@Suite("Streams")
struct StreamTests {
  @Test("What is written reaches the client as it is written, until the end")
  func live() async throws {
    try await Self.streaming { _, client, stream in
      let head = try client.answer(hasBody: false)
      #expect(head.value(of: "Content-Type") == "text/event-stream")
      for number in 1...5 {
        #expect(stream.write("data: \(number)\n\n"))
        var came = ""
        while !came.contains("data: \(number)\n\n") {
          let bytes = try client.read(1000)
          try #require(!bytes.isEmpty)
          came += bytes.text
        }
      }
      stream.finish()
      var end = ""
      while !end.contains("0\r\n\r\n") {
        let bytes = try client.read(100)
        try #require(!bytes.isEmpty)
        end += bytes.text
      }
      #expect(stream.isClosed)
      #expect(!stream.write("more"))
    }
  }

  @Test("What was written before the first byte went out is not lost")
  func early() async throws {
    let server = try Server.local(
      ClosureHandler { _ in
        .read(
          limit: 0,
          into: Tray { _, reply in
            let stream = reply.stream()
            stream.write("all ")
            stream.write("of it")
            stream.finish()
          })
      })
    try await offPool {
      let client = try Client(server.port)
      client.send("GET / HTTP/1.0\r\n\r\n")
      #expect(try client.rest().hasSuffix("\r\n\r\nall of it"))
    }
  }

  @Test("A stream whose client has gone says so when it is written to")
  func gone() async throws {
    let streams = Ledger<ResponseStream>()
    let server = try Server.local(Self.streaming(streams))
    try await offPool {
      do {
        let client = try Client(server.port)
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        #expect(streams.first() != nil)
      }
      let stream = try #require(streams.first())
      #expect(soon { !stream.write("tick") })
      #expect(soon { server.counters.connectionsOpen == 0 })
    }
  }

  @Test("A client that falls behind by more than the capacity is cut off")
  func behind() async throws {
    try await Self.streaming { server, client, stream in
      let piece = [UInt8](repeating: 0x61, count: 1 << 19)
      #expect(soon { !stream.write(piece) })
      #expect(soon { server.counters.connectionsOpen == 0 })
      withExtendedLifetime(client) {}
    }
  }

  @Test("A drain ends streams")
  func drain() async throws {
    let streams = Ledger<ResponseStream>()
    let server = try Server.local(Self.streaming(streams))
    let client = try await offPool {
      let client = try Client(server.port)
      client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
      #expect(streams.first()?.write("one") == true)
      return client
    }
    await server.drain(within: .seconds(60))
    let said = try await offPool { try client.rest() }
    #expect(said.hasSuffix("0\r\n\r\n"))
  }

  @Test("A stop with open streams ends them")
  func stop() async throws {
    try await Self.streaming { server, client, stream in
      server.stop()
      #expect(stream.isClosed)
      _ = try client.rest()
    }
  }

  /// A client that has begun to hear a stream, off the pool.
  private static func streaming(
    _ body: @escaping @Sendable (Server, Client, ResponseStream) throws -> Void
  ) async throws {
    let streams = Ledger<ResponseStream>()
    let server = try Server.local(streaming(streams))
    try await offPool {
      let client = try Client(server.port)
      client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
      try body(server, client, try #require(streams.first()))
    }
  }

  private static func streaming(_ streams: Ledger<ResponseStream>) -> ClosureHandler {
    ClosureHandler { _ in
      .read(
        limit: 0, into: Tray { _, reply in streams.add(reply.stream(headers: [("Content-Type", "text/event-stream")])) }
      )
    }
  }
}
