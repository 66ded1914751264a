import HTTP
import Redis
import TestSupport
import Testing

@testable import Doors
@testable import MissionStore

@Suite("Bodies are bounded, whatever their sender says")
struct WebhookBodyTests {
  @Test("More than 25 MiB announced is refused before the body, and the connection told so")
  func refusesByLength() async throws {
    let receiver = try await Receiver()
    let port = receiver.server.port
    let head = DeliveryRequest().head + "Content-Length: 26214401\r\n\r\n"
    let answer = try await offPool {
      let client = try Client(port)
      client.send(head)
      return try client.answer()
    }
    #expect(answer.status == 413)
    #expect(receiver.count(.tooLarge) == 1)
  }

  @Test("A client that waits for 100 Continue is not told to go on with a request that is refused by its head")
  func refusesBeforeContinue() async throws {
    let receiver = try await Receiver()
    let port = receiver.server.port
    let request = DeliveryRequest {
      $0.signature = .none
      $0.extra = ["Expect: 100-continue"]
    }
    let answer = try await offPool {
      let client = try Client(port)
      client.send(request.head + "Content-Length: 1000000\r\n\r\n")
      return try client.answer()
    }
    #expect(answer.status == 401)
  }

  @Test("A chunked body without end is refused when it passes 25 MiB")
  func refusesByCount() async throws {
    let receiver = try await Receiver()
    let port = receiver.server.port
    let head = DeliveryRequest().head + "Transfer-Encoding: chunked\r\n\r\n"
    let answer = try await offPool {
      let client = try Client(port)
      client.send(head)
      let chunk = Array("100000\r\n".utf8) + [UInt8](repeating: 0x20, count: 1 << 20) + Array("\r\n".utf8)
      // The 26th passes the limit; the server may be gone before it is all sent.
      for _ in 0..<26 where !client.send(chunk) { break }
      return try client.answer()
    }
    #expect(answer.status == 413)
    #expect(receiver.count(.tooLarge) == 1)
    #expect(try await receiver.entries().isEmpty)
  }

  @Test("A chunked body is as good as one with a length")
  func acceptsChunks() async throws {
    let receiver = try await Receiver()
    let port = receiver.server.port
    let request = DeliveryRequest()
    let answer = try await offPool {
      let client = try Client(port)
      client.send(request.head + "Transfer-Encoding: chunked\r\n\r\n")
      for byte in request.body { client.send([0x31, 0x0D, 0x0A, byte, 0x0D, 0x0A]) }
      client.send("0\r\n\r\n")
      return try client.answer()
    }
    #expect(answer.status == 202)
  }

  @Test("A body of exactly 25 MiB is checked to its end and stored", arguments: [true, false])
  func acceptsTheLargest(isSound: Bool) async throws {
    let receiver = try await Receiver()
    let (body, request) = await offPool {
      let body = Self.largest(isSound: isSound)
      return (body, DeliveryRequest { $0.body = body })
    }
    #expect(try await receiver.answer(to: request).status == (isSound ? 202 : 400))
    let entries = try await receiver.entries()
    #expect(entries.count == (isSound ? 1 : 0))
    guard let entry = entries.first else { return }
    let connection = receiver.redis.connect()
    defer { connection.close() }
    let stored = try await connection.rawBody(of: entry, limit: 26_214_400)
    #expect(stored == body)
  }

  @Test("A large form is unpacked and checked as it is", arguments: [true, false])
  func acceptsLargeForms(isSound: Bool) async throws {
    let receiver = try await Receiver()
    let filling = String(repeating: "%22a+b%22%2C", count: 40_000)
    let request = DeliveryRequest {
      $0.type = "application/x-www-form-urlencoded"
      $0.setBody("payload=%7B%22action%22%3A%22completed%22%2C%22x%22%3A%5B\(filling)\(isSound ? "1" : "")%5D%7D")
    }
    #expect(try await receiver.answer(to: request).status == (isSound ? 202 : 400))
  }

  @Test("When too many large bodies are on their way, the next is told to come again; small ones go on")
  func boundsTheCrowd() async throws {
    let receiver = try await Receiver(largestCrowd: 1)
    let port = receiver.server.port
    let large = DeliveryRequest {
      // Nearly all of it in the blink of an eye: for half a minute it is faster than anybody must be.
      $0.setBody(#"{"action":"completed","x":"\#(String(repeating: "x", count: 4_000_000))"}"#)
    }
    let first = try Client(port)
    let most = large.bytes.count - 10
    first.send(Array(large.bytes[..<most]))
    // Its head has been read once a second one is refused.
    let refused = try await eventually("a second one to be refused") { () -> HTTPAnswer? in
      let answer = try await receiver.answer(to: DeliveryRequest { $0.body = large.body })
      return answer.status == 202 ? nil : answer
    }
    #expect(refused.status == 503)
    #expect(refused.value(of: "Retry-After") == "5")
    #expect(try await receiver.answer(to: DeliveryRequest()).status == 202)
    let answer = try await offPool {
      first.send(Array(large.bytes[most...]))
      return try first.answer()
    }
    #expect(answer.status == 202)
    // Its place is free again.
    #expect(try await receiver.answer(to: DeliveryRequest { $0.body = large.body }).status == 202)
  }

  @Test("Strangers who announce large bodies and send a byte, or stall later, keep no large delivery out")
  func strangersGiveWay() async throws {
    let receiver = try await Receiver(largestCrowd: 2)
    let port = receiver.server.port
    let large = DeliveryRequest {
      $0.setBody(#"{"action":"completed","x":"\#(String(repeating: "x", count: 1_000_000))"}"#)
    }
    try await offPool {
      let announcing = try (0..<8).map { _ in try Client(port) }
      for client in announcing { client.send(Array(large.bytes[..<(large.bytes.count - large.body.count + 1)])) }
      let stalling = try (0..<2).map { _ in try Client(port) }
      for client in stalling { client.send(Array(large.bytes[..<(large.bytes.count - large.body.count + 70_000)])) }
      // As soon as the stalled are slower than anybody may be, the slowest goes.
      #expect(
        soon {
          guard let client = try? Client(port) else { return false }
          client.send(DeliveryRequest { $0.body = large.body }.bytes)
          return (try? client.answer().status) == 202
        })
      #expect(receiver.count(.busy) > 0)
      withExtendedLifetime((announcing, stalling)) {}
    }
  }

  @Test("A body that comes too slowly is counted")
  func countsSlowBodies() async throws {
    let receiver = try await Receiver { $0.bodyDeadline = .milliseconds(50) }
    let port = receiver.server.port
    let head = DeliveryRequest().head + "Content-Length: 100\r\n\r\n{"
    let answer = try await offPool {
      let client = try Client(port)
      client.send(head)
      return try client.answer()
    }
    #expect(answer.status == 408)
    // Counted a moment after it was said.
    try await eventually("it to be counted") { receiver.count(.tooSlow) == 1 }
  }

  /// 25 MiB that hardly pack.
  private static func largest(isSound: Bool) -> [UInt8] {
    var body = Array(#"{"action":"completed","x":""#.utf8)
    let digits = Array("0123456789abcdef".utf8)
    var word: UInt64 = 0x9E37_79B9_7F4A_7C15
    body.reserveCapacity(26_214_400)
    while body.count < 26_214_400 - 2 {
      word = word &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      body.append(digits[Int(word >> 60)])
    }
    body += Array((isSound ? #""}"# : #""]"#).utf8)
    return body
  }
}
