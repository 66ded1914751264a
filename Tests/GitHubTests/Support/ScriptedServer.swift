import Foundation
import Synchronization
import TestSupport

/// A server on a loopback port that answers as its script says, also in ways no proper server does.
///
/// One thread accepts, one thread serves each connection: nothing here runs on the cooperative pool.
final class ScriptedServer: Sendable {
  /// A request as it came.
  struct Request: Sendable {
    let connection: Int
    let method: String
    let target: String
    let headers: [(name: String, value: String)]
    let body: [UInt8]

    var path: String { String(target.prefix { $0 != "?" }) }
    func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name.lowercased() }?.value }
  }

  /// What the server does with a request.
  enum Answer: Sendable {
    /// A proper answer with its length; the connection stays open.
    case reply(_ status: Int, _ headers: [(String, String)] = [], _ body: String = "")
    /// These bytes, then the connection ends.
    case raw(String)
    /// A proper answer with a body that is no text.
    case bytes([(String, String)], [UInt8])
    /// Nothing, until the client goes away.
    case silence
    /// The beginning of an answer, then nothing, until the client goes away.
    case stall(String)
    /// The connection ends without a byte.
    case hangUp
    /// A header that promises nothing about the length, then this byte again and again until the client goes away.
    case endless(UInt8)
  }

  typealias Script = @Sendable (Request) -> Answer

  private struct State {
    var requests: [Request] = []
    var sockets: Set<Int32> = []
    var connectionCount = 0
    var goneCount = 0
    var isStopped = false
  }

  let port: UInt16
  private let listener: Int32
  private let script: Script
  private let condition = NSCondition()
  private let state = Mutex(State())

  init(_ script: @escaping Script) {
    self.script = script
    (listener, port) = Loopback.listen()
    Thread.detachNewThread { [self] in accept() }
  }

  var url: String { "http://127.0.0.1:\(port)" }
  var requests: [Request] { state.withLock { $0.requests } }
  var connectionCount: Int { state.withLock { $0.connectionCount } }

  /// Waits until this many requests have come whole; false when they do not come in time.
  func received(_ count: Int) async -> Bool { await wait { $0.requests.count >= count } }

  /// Waits until this many connections were ended by the client.
  func wasLeft(_ count: Int) async -> Bool { await wait { $0.goneCount >= count } }

  func stop() {
    change { state in
      state.isStopped = true
      for socket in state.sockets { shutdown(socket, Int32(SHUT_RDWR)) }
    }
    shutdown(listener, Int32(SHUT_RDWR))
  }

  // MARK: - Waiting

  private func change(_ body: (inout State) -> Void) {
    condition.lock()
    state.withLock { body(&$0) }
    condition.broadcast()
    condition.unlock()
  }

  private func wait(_ isTrue: @escaping @Sendable (borrowing State) -> Bool) async -> Bool {
    await onThread { [self] in
      let deadline = Date(timeIntervalSinceNow: Double(patience))
      condition.lock()
      defer { condition.unlock() }
      while !state.withLock({ isTrue($0) }) {
        if !condition.wait(until: deadline) { return state.withLock { isTrue($0) } }
      }
      return true
    }
  }

  // MARK: - Serving

  private func accept() {
    while true {
      let socket = Foundation.accept(listener, nil, nil)
      guard socket >= 0 else { break }
      let number = state.withLock { state in
        state.connectionCount += 1
        state.sockets.insert(socket)
        return state.isStopped ? nil : state.connectionCount
      }
      guard let number else {
        close(socket)
        break
      }
      Thread.detachNewThread { [self] in
        serve(socket, number)
        // Out of the set before it is closed: stop() must not shut down a number that is somebody else's by now.
        change { $0.sockets.remove(socket) }
        close(socket)
      }
    }
    close(listener)
  }

  private func serve(_ socket: Int32, _ number: Int) {
    var buffer: [UInt8] = []
    while let request = Self.read(socket, number, &buffer) {
      change { $0.requests.append(request) }
      switch script(request) {
      case .reply(let status, let headers, let body):
        var text = "HTTP/1.1 \(status) Status\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        if status != 304, status != 204 { text += "Content-Length: \(body.utf8.count)\r\n" }
        text += "\r\n"
        guard Loopback.write(Array((text + (request.method == "HEAD" ? "" : body)).utf8), to: socket) else { return }
      case .bytes(let headers, let body):
        var text = "HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        guard Loopback.write(Array((text + "\r\n").utf8) + body, to: socket) else { return }
      case .raw(let text):
        _ = Loopback.write(Array(text.utf8), to: socket)
        return
      case .silence:
        return awaitEnd(socket)
      case .stall(let text):
        _ = Loopback.write(Array(text.utf8), to: socket)
        return awaitEnd(socket)
      case .hangUp:
        return
      case .endless(let byte):
        let piece = [UInt8](repeating: byte, count: 64 << 10)
        guard Loopback.write(Array("HTTP/1.1 200 OK\r\n\r\n".utf8), to: socket) else { return }
        while Loopback.write(piece, to: socket) {}
        return change { $0.goneCount += 1 }
      }
    }
  }

  private func awaitEnd(_ socket: Int32) {
    while let bytes = Loopback.read(socket), !bytes.isEmpty {}
    change { $0.goneCount += 1 }
  }

  private static func read(_ socket: Int32, _ number: Int, _ buffer: inout [UInt8]) -> Request? {
    let end = Array("\r\n\r\n".utf8)
    var headEnd = buffer.firstRange(of: end)
    while headEnd == nil {
      guard let bytes = Loopback.read(socket), !bytes.isEmpty else { return nil }
      buffer += bytes
      headEnd = buffer.firstRange(of: end)
    }
    guard let headEnd else { return nil }
    let lines = String(decoding: buffer[..<headEnd.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    let start = lines[0].split(separator: " ")
    let headers = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      return (name: String(parts[0]), value: parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : "")
    }
    buffer.removeSubrange(..<headEnd.upperBound)
    let length = headers.first { $0.name.lowercased() == "content-length" }.flatMap { Int($0.value) } ?? 0
    while buffer.count < length {
      guard let bytes = Loopback.read(socket), !bytes.isEmpty else { return nil }
      buffer += bytes
    }
    let body = Array(buffer.prefix(length))
    buffer.removeFirst(length)
    return Request(
      connection: number, method: String(start.first ?? ""), target: start.count > 1 ? String(start[1]) : "",
      headers: headers, body: body)
  }
}
