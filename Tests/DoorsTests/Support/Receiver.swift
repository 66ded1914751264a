import GitHub
import Glibc
import HTTP
import MissionCore
import Redis
import TestSupport
import Testing

@testable import Doors
@testable import MissionStore

/// The public door with everything behind it: a server on a free port, a store, a Redis of its own.
final class Receiver: Sendable {
  let redis: TestRedis
  let metrics = Metrics()
  let notices = Ledger<WebhookNotice>()
  let keys = Keys(town: "test")
  let intake: SignalIntake
  let door: WebhookDoor
  let server: Server

  init(
    secrets: [String] = [DeliveryRequest.secret], redis arguments: [String] = [],
    limits: SignalIntake.Limits = .init(), largestCrowd: Int = 64, ready: Bool = true,
    adjust: (inout ServerConfiguration) -> Void = { _ in }
  ) async throws {
    let redis = try TestRedis(arguments)
    self.redis = redis
    if ready {
      let connection = redis.connect()
      _ = try await connection.send(["PING"])
      connection.close()
    }
    intake = SignalIntake(address: redis.address, keys: keys, limits: limits)
    let notices = notices
    door = WebhookDoor(
      keys: try SignatureKeys(try secrets.map { try Secret($0) }), acceptor: intake, directory: redis.directory.path,
      metrics: metrics, largestCrowd: largestCrowd, wallClock: { Timestamp(milliseconds: 1_700_000_000_123) },
      notify: { notices.add($0) })
    var configuration = ServerConfiguration.webhooks(on: .loopback())
    adjust(&configuration)
    let metrics = metrics
    server = try Server(configuration, handler: door, observe: { metrics.observed($0) })
  }

  deinit {
    server.stop()
    intake.close()
  }

  /// Sends a request on a connection of its own and reads its answer.
  func answer(to request: DeliveryRequest) async throws -> HTTPAnswer {
    let port = server.port
    return try await offPool {
      let client = try Client(port)
      client.send(request.bytes)
      return try client.answer(hasBody: request.method != "HEAD")
    }
  }

  /// The entries of the stream.
  func entries() async throws -> [StreamEntry] {
    let connection = redis.connect()
    defer { connection.close() }
    let reply = try await connection.send(["XRANGE", .text(keys.signals), "-", "+"])
    return (reply.array ?? []).compactMap { StreamEntry($0) }
  }

  func count(_ outcome: WebhookOutcome) -> UInt64 { metrics.count(of: outcome) }
}
