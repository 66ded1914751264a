import GitHub
import TestSupport

/// A delivery as GitHub sends it; tests change what they are about.
struct DeliveryRequest: Sendable {
  static let secret = "It's a Secret to Everybody"

  var method = "POST"
  var target = "/webhooks/github"
  var version = "HTTP/1.1"
  var guid = Self.newGUID()
  var event: String? = "check_run"
  var hook: String? = "42"
  var type: String? = "application/json"
  var signature = Signature.valid(secret: Self.secret)
  var extra: [String] = []
  var body: [UInt8] = Array(#"{"action":"completed","check_run":{"id":1}}"#.utf8)

  enum Signature: Sendable {
    case valid(secret: String)
    case none
    case header(String)
  }

  init(_ change: (inout DeliveryRequest) -> Void = { _ in }) {
    change(&self)
  }

  mutating func setBody(_ text: String) { body = Array(text.utf8) }

  /// The lines of the head, without `Content-Length`.
  var head: String {
    var lines = ["\(method) \(target) \(version)", "Host: h", "User-Agent: GitHub-Hookshot/1", "Accept: */*"]
    if !guid.isEmpty { lines.append("X-GitHub-Delivery: \(guid)") }
    if let event { lines.append("X-GitHub-Event: \(event)") }
    if let hook { lines.append("X-GitHub-Hook-ID: \(hook)") }
    if let type { lines.append("Content-Type: \(type)") }
    switch signature {
    case .valid(let secret):
      guard let secret = try? Secret(secret) else { break }
      lines.append("X-Hub-Signature-256: \(WebhookSignature.sign(body, secret: secret))")
    case .none: break
    case .header(let line): lines.append(line)
    }
    return (lines + extra).map { $0 + "\r\n" }.joined()
  }

  var bytes: [UInt8] { Array((head + "Content-Length: \(body.count)\r\n\r\n").utf8) + body }

  static func newGUID() -> String {
    let digits = (0..<32).map { _ in Array("0123456789abcdef")[Int.random(in: 0..<16)] }
    return [8, 4, 4, 4, 12].reduce(into: (text: "", rest: digits[...])) { state, count in
      state.text += (state.text.isEmpty ? "" : "-") + String(state.rest.prefix(count))
      state.rest = state.rest.dropFirst(count)
    }.text
  }
}
