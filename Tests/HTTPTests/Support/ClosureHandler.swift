import Glibc
import HTTP
import Synchronization
import TestSupport

/// A handler made of one closure.
struct ClosureHandler: RequestHandler {
  let decide: @Sendable (RequestHead) -> Admission

  func receive(_ head: RequestHead) -> Admission { decide(head) }

  /// Reads every body and answers what it was, with the head's words around it.
  static let echo = ClosureHandler { head in
    .read(
      limit: 1 << 20, into: Tray { body, reply in reply.send(.text(200, "\(head.method) \(head.path) \(body.count)")) })
  }
}

/// A reader that keeps the body and hands it over at its end.
final class Tray: BodyReader {
  private var body: [UInt8] = []
  private let consumed: (Int) -> Void
  private let finished: ([UInt8], Responder) -> Void
  private let abandoned: () -> Void

  init(
    consumed: @escaping (Int) -> Void = { _ in }, abandoned: @escaping () -> Void = {},
    finished: @escaping ([UInt8], Responder) -> Void
  ) {
    self.consumed = consumed
    self.finished = finished
    self.abandoned = abandoned
  }

  func consume(_ bytes: UnsafeRawBufferPointer) {
    body += bytes
    consumed(bytes.count)
  }

  func finish(_ reply: Responder) { finished(body, reply) }

  func abandon() { abandoned() }
}

/// A list that threads add to and tests look at.
final class Ledger<Entry: Sendable>: Sendable {
  private let list = Mutex<[Entry]>([])

  var entries: [Entry] { list.withLock { $0 } }

  func add(_ entry: Entry) { list.withLock { $0.append(entry) } }

  /// Takes the first entry as soon as there is one.
  func first() -> Entry? {
    _ = soon { !entries.isEmpty }
    return entries.first
  }
}

extension Server {
  /// A server on a free loopback port.
  static func local(
    _ handler: ClosureHandler = .echo, events: Ledger<ServerEvent>? = nil,
    adjust: (inout ServerConfiguration) -> Void = { _ in }
  ) throws -> Server {
    var configuration = ServerConfiguration(address: .loopback())
    adjust(&configuration)
    return try Server(configuration, handler: handler, observe: { events?.add($0) })
  }
}

/// A complete POST.
func post(_ path: String = "/", _ body: String = "", headers: String = "") -> String {
  "POST \(path) HTTP/1.1\r\nHost: h\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
}
