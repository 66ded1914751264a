import GitHub
import HTTP
import MissionCore
import TestSupport
import Testing

@testable import Doors
@testable import MissionStore
@testable import Redis

@Suite("Nothing is acknowledged that is not stored")
struct WebhookStoreTests {
  @Test("A Redis that hangs is given up at the deadline, and the delivery is taken once it is back")
  func survivesAHangingStore() async throws {
    let receiver = try await Receiver(limits: .init(deadline: .milliseconds(200)))
    // A machine with much else to do may need more than one try, until it is quick enough.
    try await eventually("a delivery to be taken") { try await receiver.answer(to: DeliveryRequest()).status == 202 }
    receiver.redis.freeze()
    let before = receiver.count(.storeTooSlow)
    let request = DeliveryRequest()
    let answer = try await receiver.answer(to: request)
    receiver.redis.thaw()
    #expect(answer.status == 503)
    #expect(answer.value(of: "Retry-After") == "5")
    #expect(receiver.count(.storeTooSlow) == before + 1)
    // Redis may have executed what it was sent: then this is a duplicate. Either way it is there once.
    try await eventually("it to be taken") { try await receiver.answer(to: request).status != 503 }
    #expect(try await receiver.entries().count { $0.signalID == request.guid } == 1)
  }

  @Test("A Redis that is gone means 503")
  func survivesAMissingStore() async throws {
    let receiver = try await Receiver(limits: .init(deadline: .milliseconds(200)))
    receiver.redis.kill()
    let answer = try await receiver.answer(to: DeliveryRequest())
    #expect(answer.status == 503)
    #expect(answer.value(of: "Retry-After") != nil)
  }

  @Test("A Redis without memory means 503, and nothing is stored")
  func survivesAFullStore() async throws {
    let receiver = try await Receiver()
    let connection = receiver.redis.connect()
    defer { connection.close() }
    _ = try await connection.send(["CONFIG", "SET", "maxmemory", "1"])
    #expect(try await receiver.answer(to: DeliveryRequest()).status == 503)
    #expect(receiver.count(.storeRefused) == 1)
    #expect(try await receiver.entries().isEmpty)
  }

  @Test("A Redis that only reads means 503")
  func survivesAReplica() async throws {
    let receiver = try await Receiver()
    let connection = receiver.redis.connect()
    defer { connection.close() }
    _ = try await connection.send(["REPLICAOF", "127.0.0.1", "1"])
    #expect(try await receiver.answer(to: DeliveryRequest()).status == 503)
    #expect(receiver.count(.storeRefused) == 1)
  }

  @Test("A stream past its high-water mark means 503, and what was stored before is still known")
  func refusesBeyondTheMark() async throws {
    let receiver = try await Receiver(limits: .init(highWaterMark: 1))
    let first = DeliveryRequest()
    #expect(try await receiver.answer(to: first).status == 202)
    let answer = try await receiver.answer(to: DeliveryRequest())
    #expect(answer.status == 503)
    #expect(answer.value(of: "Retry-After") == "60")
    #expect(receiver.count(.storeFull) == 1)
    #expect(try await receiver.answer(to: first).status == 200)
  }

  static let failures: [(error: RedisError, outcome: WebhookOutcome)] = [
    (.tooSlow, .storeTooSlow), (.unavailable("x"), .storeUnavailable), (.connectionLost("x"), .storeUnavailable),
    (.overloaded, .storeUnavailable), (.closed, .storeUnavailable),
    (.serverError(code: "MISCONF", message: "x"), .storeRefused),
    (.serverError(code: "LOADING", message: "x"), .storeRefused), (.unexpectedReply("x"), .storeRefused),
    (.versionTooOld(found: "6", needed: "7"), .storeRefused),
  ]

  @Test("Every failure of the store is a 503 with Retry-After", arguments: failures)
  func answersEveryFailure(_ failure: (error: RedisError, outcome: WebhookOutcome)) {
    let outcome = WebhookOutcome(failure.error)
    #expect(outcome == failure.outcome)
    let response = outcome.response()
    #expect(response.status == 503)
    #expect(response.value(of: "Retry-After") != nil)
  }

  @Test("Space for large bodies that cannot be had means 503")
  func survivesAMissingDirectory() async throws {
    let receiver = try await Receiver()
    let missing = WebhookDoor(
      keys: try .init([try .init(DeliveryRequest.secret)]), acceptor: receiver.intake,
      directory: receiver.redis.directory.path + "/none", metrics: receiver.metrics,
      wallClock: { Timestamp(milliseconds: 0) })
    let server = try Server(.webhooks(on: .loopback()), handler: missing)
    defer { server.stop() }
    let port = server.port
    let digits = Array("0123456789abcdef".utf8)
    let request = DeliveryRequest { request in
      request.body = Array(#"{"action":"completed","x":""#.utf8)
      for _ in 0..<4_000_000 { request.body.append(digits[Int.random(in: 0..<16)]) }
      request.body += Array(#""}"#.utf8)
    }
    let answer = try await offPool {
      let client = try Client(port)
      client.send(request.bytes)
      return try client.answer()
    }
    #expect(answer.status == 503)
    #expect(receiver.count(.bodyNotKept) == 1)
  }

  @Test("A door that is closing says so, and a delivery on its way is still stored")
  func finishesWhatIsOnItsWay() async throws {
    let receiver = try await Receiver()
    let port = receiver.server.port
    let request = DeliveryRequest { $0.extra = ["Expect: 100-continue"] }
    let early = try Client(port)
    let late = try Client(port)
    // Once it is told to go on, its head has been let in.
    early.send(request.head + "Content-Length: \(request.body.count)\r\n\r\n")
    #expect(try await offPool { try early.answer().status } == 100)
    late.send(DeliveryRequest().bytes)
    #expect(try await offPool { try late.answer().status } == 202)
    receiver.door.beginStopping()
    late.send(DeliveryRequest().bytes)
    let refused = try await offPool { try late.answer() }
    #expect(refused.status == 503)
    #expect(refused.value(of: "Retry-After") == "5")
    #expect(receiver.count(.stopping) == 1)
    async let drained: Void = receiver.server.drain(within: .seconds(60))
    early.send(request.body)
    #expect(try await offPool { try early.answer().status } == 202)
    await drained
    #expect(try await receiver.entries().contains { $0.signalID == request.guid })
  }
}
