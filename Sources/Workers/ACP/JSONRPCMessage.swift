/// One message of JSON-RPC 2.0, as a peer sends it.
enum JSONRPCMessage: Hashable, Sendable {
  /// It asks, and waits for an answer under this identity.
  case request(id: JSONTree, method: String, JSONTree)
  /// It tells.
  case notification(method: String, JSONTree)
  /// It answers what we asked under this identity.
  case answer(id: Int, JSONTree)
  /// It refuses what we asked under this identity.
  case refusal(id: Int, Fault)

  /// Why something is refused.
  struct Fault: Hashable, Sendable {
    /// The number of a method that is not served.
    static let methodNotFound = -32_601

    /// Which sort of refusal.
    let code: Int
    /// What the peer says of it.
    let message: String
  }

  /// The message in a line; nil where it holds none.
  init?(_ line: [UInt8]) {
    guard let first = line.first(where: { $0 != 0x20 && $0 != 0x09 }), first == 0x7B, let tree = JSONTree(line) else {
      return nil
    }
    let identity = tree["id"] ?? .null
    if let method = tree["method"]?.text {
      let parameters = tree["params"] ?? .null
      self =
        identity == .null
        ? .notification(method: method, parameters) : .request(id: identity, method: method, parameters)
      return
    }
    // Our own identities are small whole numbers.
    guard let id = identity.number.flatMap({ Int(exactly: $0) }) else { return nil }
    if let error = tree["error"], error != .null {
      let code = error["code"]?.number.flatMap { Int(exactly: $0) } ?? 0
      self = .refusal(id: id, Fault(code: code, message: Self.words(of: error)))
    } else if let result = tree["result"] {
      self = .answer(id: id, result)
    } else {
      return nil
    }
  }

  /// What we ask.
  static func request(_ id: Int, _ method: String, _ parameters: JSONTree) -> JSONTree {
    ["jsonrpc": "2.0", "id": .number(Double(id)), "method": .text(method), "params": parameters]
  }

  /// What we tell.
  static func notification(_ method: String, _ parameters: JSONTree) -> JSONTree {
    ["jsonrpc": "2.0", "method": .text(method), "params": parameters]
  }

  /// What we answer.
  static func answer(_ id: JSONTree, _ result: JSONTree) -> JSONTree { ["jsonrpc": "2.0", "id": id, "result": result] }

  /// What we refuse.
  static func refusal(_ id: JSONTree, _ code: Int, _ message: String) -> JSONTree {
    ["jsonrpc": "2.0", "id": id, "error": ["code": .number(Double(code)), "message": .text(message)]]
  }

  private static func words(of error: JSONTree) -> String {
    let data = error["data"]
    let details = data?.text ?? data?["message"]?.text ?? data?["details"]?.text
    let words = [error["message"]?.text ?? error.text, details].compactMap(\.self)
    return words.isEmpty ? "it says no more" : words.joined(separator: ": ")
  }
}
