import CSystem
import GitHub
import Glibc

/// Sends deliveries over keep-alive connections in a closed loop: each connection sends its next one when it has its
/// answer. One thread, so that the measuring costs little.
struct LoadGenerator {
  let port: UInt16
  let connections: Int
  let requests: Int
  let seconds: Int
  private let head: [UInt8]
  private let body: [UInt8]
  /// Where the GUID is in `head`.
  private let guidOffset: Int

  init(port: UInt16, connections: Int, requests: Int, seconds: Int, body: [UInt8]) throws {
    self.port = port
    self.connections = min(connections, requests)
    self.requests = requests
    self.seconds = seconds
    self.body = body
    let signature = WebhookSignature.sign(body, secret: try Secret(BenchmarkReceiver.secret))
    let before =
      "POST /webhooks/github HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: GitHub-Hookshot/044aadd\r\n"
      + "Accept: */*\r\nX-GitHub-Hook-ID: 292430182\r\nX-GitHub-Event: check_run\r\nX-GitHub-Delivery: "
    let after =
      "\r\nX-GitHub-Hook-Installation-Target-ID: 186853002\r\n"
      + "X-GitHub-Hook-Installation-Target-Type: repository\r\nX-Hub-Signature: sha1=\(String(repeating: "0", count: 40))\r\n"
      + "X-Hub-Signature-256: \(signature)\r\nContent-Type: application/json\r\nContent-Length: \(body.count)\r\n\r\n"
    guidOffset = before.utf8.count
    head = Array((before + "00000000-0000-4000-8000-000000000000" + after).utf8)
  }

  /// Sends them all, or as many as the time allows. Blocks.
  func run() throws -> LoadResult {
    var clients: [LoadConnection] = []
    for _ in 0..<connections { clients.append(try LoadConnection(port: port)) }
    // What the load costs is taken from the receiver on a machine of two cores: epoll, as it costs less than poll.
    let watch = csystem_epoll_create()
    defer { close(watch) }
    for (index, client) in clients.enumerated() { csystem_epoll_add(watch, client.socket, UInt32(index)) }
    var ready = [UInt32](repeating: 0, count: 64)
    var latencies: [UInt32] = []
    latencies.reserveCapacity(requests)
    var sent = 0
    var request = head + body
    let run = UInt32.random(in: 0...UInt32.max)
    let start = Self.now()
    let deadline = start + UInt64(seconds) * 1_000_000
    func next(_ client: LoadConnection) throws {
      guard sent < requests, Self.now() < deadline else { return }
      Self.writeGUID(run, UInt32(sent), into: &request, at: guidOffset)
      sent += 1
      try client.send(request, at: Self.now())
    }
    for client in clients { try next(client) }
    while latencies.count < sent {
      let count = csystem_epoll_wait(watch, &ready, 30_000)
      guard count > 0 else { throw BenchmarkFailure(what: "no answers any more") }
      for index in ready[..<Int(count)] {
        let client = clients[Int(index)]
        guard try client.receive() else { continue }
        latencies.append(UInt32(clamping: Self.now() - client.sentAt))
        try next(client)
      }
    }
    return LoadResult(latencies: latencies, microseconds: Self.now() - start)
  }

  private static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1000
  }

  /// One whole request, for those who send it themselves.
  func request(_ number: UInt32) -> [UInt8] {
    var request = head + body
    Self.writeGUID(UInt32.random(in: 0...UInt32.max), number, into: &request, at: guidOffset)
    return request
  }

  private static let digits = Array("0123456789abcdef".utf8)

  /// The first group tells the run, the last digits the request.
  private static func writeGUID(_ run: UInt32, _ number: UInt32, into bytes: inout [UInt8], at offset: Int) {
    for place in 0..<8 {
      bytes[offset + place] = digits[Int(run >> UInt32(28 - place * 4) & 15)]
      bytes[offset + 28 + place] = digits[Int(number >> UInt32(28 - place * 4) & 15)]
    }
  }
}
