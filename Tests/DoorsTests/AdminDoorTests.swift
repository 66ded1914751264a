import FoundationEssentials
import GitHub
import HTTP
import TestSupport
import Testing

@testable import Doors

@Suite("The admin listener")
struct AdminDoorTests {
  /// Says what it was asked.
  private struct Echo: APIProvider {
    func answer(path: [String], query: [String: String], lastEventID: String?) async -> APIAnswer {
      if let kind = APIFailure.Kind.allCases.first(where: { "\($0)" == path.first }) {
        return .failure(APIFailure(kind, code: "c", message: "a \"b\"\n", hint: "h"))
      }
      if path == ["events"] {
        return .stream(contentType: "text/event-stream") { stream in
          stream.write("id: \(lastEventID ?? "none")\n\n")
        }
      }
      let fields = query.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      return .document(Array("\(path) \(fields)".utf8))
    }
  }

  /// The door behind a server, and what makes its answers.
  private struct Listener {
    let server: Server
    let answering: Task<Void, Never>

    func stop() {
      server.stop()
      answering.cancel()
    }
  }

  private static func server(token: String? = nil, ready: Bool = true) throws -> Listener {
    let door = AdminDoor(
      token: try token.map { try Secret($0) }, hosts: OwnHosts(["Box.example.com"]), metrics: Metrics(), api: Echo(),
      readiness: {
        Readiness([.init("store", isReady: ready, detail: "it \"hangs\""), .init("clerk", isReady: true, detail: "")])
      }, refresh: { $0.lease(isHeld: true) })
    return Listener(
      server: try Server(ServerConfiguration(address: .loopback()), handler: door), answering: Task { await door.run() }
    )
  }

  private func ask(
    _ listener: Listener, _ target: String, method: String = "GET", headers: String = "", hasBody: Bool = true
  ) async throws -> HTTPAnswer {
    let port = listener.server.port
    return try await offPool {
      let client = try Client(port)
      client.send(
        "\(method) \(target) HTTP/1.1\r\n\(headers.contains("Host:") ? "" : "Host: localhost\r\n")\(headers)\r\n")
      return try client.answer(hasBody: hasBody)
    }
  }

  @Test(
    "Each address has its answer",
    arguments: [
      ("/", 200, "text/plain; charset=utf-8"), ("/healthz", 200, "application/json"),
      ("/readyz", 200, "application/json"),
      ("/metrics", 200, "text/plain; version=0.0.4; charset=utf-8"), ("/api/v1/missions", 200, "application/json"),
      ("/healthz?x=1", 200, "application/json"), ("/healthz/", 404, "application/json"),
      ("/x", 404, "application/json"),
      ("/api/v1", 404, "application/json"), ("/api/v1/", 404, "application/json"),
      ("/api/v1/a//b", 404, "application/json"),
      ("/api/v2/missions", 404, "application/json"), ("/webhooks/github", 404, "application/json"),
      ("/api/v1/%zz", 400, "application/json"), ("/api/v1/%ff", 400, "application/json"),
      ("/api/v1/%4", 400, "application/json"),
      ("/api/v1/a?x=1&x=2", 400, "application/json"), ("/api/v1/a?x=%", 400, "application/json"),
      ("/api/v1/badRequest", 400, "application/json"), ("/api/v1/notFound", 404, "application/json"),
      ("/api/v1/unavailable", 503, "application/json"), ("/api/v1/broken", 500, "application/json"),
    ])
  func answersAddresses(_ target: String, _ status: Int, _ type: String) async throws {
    let server = try Self.server()
    defer { server.stop() }
    let answer = try await ask(server, target)
    #expect(answer.status == status)
    #expect(answer.value(of: "Content-Type") == type)
    if status >= 400 {
      let body = try JSONDecoder().decode([String: [String: String]].self, from: Data(answer.body))
      #expect(Set(body["error"]?.keys.map { $0 } ?? []) == ["code", "message", "hint"])
    }
    let head = try await ask(server, target, method: "HEAD", hasBody: false)
    #expect(head.status == status)
  }

  @Test("The API is given the address unescaped")
  func unescapesTheAddress() async throws {
    let server = try Self.server()
    defer { server.stop() }
    let answer = try await ask(server, "/api/v1/why/a%2Fb+c/%C3%A9?q=a+b%26&e=&n")
    #expect(answer.text == #"["why", "a/b+c", "é"] ["e=", "n=", "q=a b&"]"#)
  }

  @Test("What is not ready says why")
  func saysWhyNotReady() async throws {
    let server = try Self.server(ready: false)
    defer { server.stop() }
    let answer = try await ask(server, "/readyz")
    #expect(answer.status == 503)
    #expect(
      answer.text
        == #"{"ready":false,"reasons":["store: it \"hangs\""],"checks":[{"name":"store","ready":false,"detail":"it \"hangs\""},{"name":"clerk","ready":true,"detail":""}]}"#
    )
    #expect(try await ask(server, "/healthz").status == 200)
  }

  @Test("Metrics are brought up to date before they are shown")
  func refreshesMetrics() async throws {
    let server = try Self.server()
    defer { server.stop() }
    #expect(try await ask(server, "/metrics").text.contains("signalbox_lease_held 1\n"))
  }

  @Test("Nothing can be changed", arguments: ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
  func refusesOtherMethods(_ method: String) async throws {
    let server = try Self.server()
    defer { server.stop() }
    let answer = try await ask(server, "/metrics", method: method)
    #expect(answer.status == 405)
    #expect(answer.value(of: "Allow") == "GET, HEAD")
  }

  @Test(
    "Where a token is set nothing is said without it",
    arguments: [
      ("", 401), ("Authorization: Bearer right\r\n", 200), ("Authorization: bearer right\r\n", 200),
      ("Authorization: Bearer wrong\r\n", 401), ("Authorization: Bearer righ\r\n", 401),
      ("Authorization: Bearer right \r\n", 200), ("Authorization: Bearer rightx\r\n", 401),
      ("Authorization: Basic right\r\n", 401), ("Authorization: right\r\n", 401), ("Authorization: Bearer\r\n", 401),
      ("Authorization: Bearer \r\n", 401), ("Authorization: Bearer right\r\nAuthorization: Bearer right\r\n", 401),
    ])
  func asksForTheToken(_ headers: String, _ status: Int) async throws {
    let server = try Self.server(token: "right")
    defer { server.stop() }
    for target in ["/", "/metrics", "/api/v1/missions", "/nothing"] {
      let answer = try await ask(server, target, headers: headers)
      #expect(answer.status == (status == 200 && target == "/nothing" ? 404 : status), "\(target)")
      if status == 401 {
        #expect(answer.value(of: "WWW-Authenticate")?.hasPrefix("Bearer") == true)
        #expect(!answer.text.contains("right"))
      }
    }
  }

  @Test("Health and readiness need no token, and then say no more than yes or no")
  func healthNeedsNoToken() async throws {
    for ready in [true, false] {
      let server = try Self.server(token: "right", ready: ready)
      defer { server.stop() }
      #expect(try await ask(server, "/healthz").text == #"{"status":"ok"}"#)
      let answer = try await ask(server, "/readyz")
      #expect(answer.status == (ready ? 200 : 503))
      #expect(answer.text == #"{"ready":\#(ready)}"#)
      let details = try await ask(server, "/readyz", headers: "Authorization: Bearer right\r\n")
      #expect(details.text.contains("checks"))
    }
  }

  @Test(
    "It answers under its own names alone, and to no page of another origin",
    arguments: [
      ("Host: localhost:8081\r\n", 200), ("Host: LOCALHOST\r\n", 200), ("Host: 10.1.2.3:80\r\n", 200),
      ("Host: [::1]:8081\r\n", 200), ("Host: [::1]\r\n", 200), ("Host: box.example.com\r\n", 200),
      ("Host: evil.example\r\n", 421), ("Host: localhost.evil.example\r\n", 421),
      ("Host: 127.0.0.1.evil.example:8081\r\n", 421), ("Host: 127.0.0.1:x\r\n", 421),
      ("Host: localhost:8081\r\nOrigin: http://localhost:8081\r\n", 200),
      ("Host: box.example.com\r\nOrigin: https://box.example.com\r\n", 200),
      ("Host: localhost:8081\r\nOrigin: http://localhost:3000\r\n", 403),
      ("Host: localhost:8081\r\nOrigin: https://evil.example\r\n", 403),
      ("Host: localhost:8081\r\nOrigin: null\r\n", 403),
      ("Host: localhost:8081\r\nSec-Fetch-Site: cross-site\r\n", 403),
      ("Host: localhost:8081\r\nSec-Fetch-Site: same-origin\r\n", 200),
    ])
  func refusesForeigners(_ headers: String, _ status: Int) async throws {
    let server = try Self.server()
    defer { server.stop() }
    for target in ["/healthz", "/readyz", "/metrics", "/api/v1/missions"] {
      let answer = try await ask(server, target, headers: headers)
      #expect(answer.status == status, "\(target)")
      #expect(answer.value(of: "X-Content-Type-Options") == "nosniff")
      #expect(answer.value(of: "Cross-Origin-Resource-Policy") == "same-origin")
    }
  }

  @Test("A stream goes on where it was cut off, and HEAD does not wait for its end")
  func streamsEvents() async throws {
    let server = try Self.server()
    defer { server.stop() }
    let port = server.server.port
    let text = try await offPool {
      let client = try Client(port)
      client.send("GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nLast-Event-ID: 5-0\r\nConnection: close\r\n\r\n")
      return try client.rest()
    }
    #expect(text.contains("text/event-stream"))
    #expect(text.contains("id: 5-0\n\n"))
    #expect(try await ask(server, "/api/v1/events", method: "HEAD", hasBody: false).status == 200)
  }
}
