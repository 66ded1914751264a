import GitHub
import HTTP
import Synchronization

/// A hook's receiver: keeps what arrives and answers with one status.
final class Receiver: Sendable {
  struct Arrival: Sendable {
    var headers: [(name: String, value: String)]
    var body: [UInt8]

    func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name.lowercased() }?.value }
    var event: String? { header("X-GitHub-Event") }
    var guid: String? { header("X-GitHub-Delivery") }
  }

  private let box: Box
  private let server: Server

  init(status: Int = 202) throws(ServerError) {
    box = Box(status: status)
    server = try Server(ServerConfiguration(address: .loopback()), handler: Handler(box: box))
  }

  var url: String { "http://127.0.0.1:\(server.port)/hook" }

  var arrivals: [Arrival] { box.state.withLock { $0.arrivals } }

  /// Waits until a condition holds for what has arrived. The test's time limit bounds it: then what there is comes
  /// back.
  func wait(until condition: @escaping @Sendable ([Arrival]) -> Bool) async -> [Arrival] {
    let ticket = box.state.withLock { state in
      state.lastTicket += 1
      return state.lastTicket
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let ready = box.state.withLock { state -> [Arrival]? in
          if condition(state.arrivals) || state.cancelled.contains(ticket) { return state.arrivals }
          state.waiting[ticket] = (condition, continuation)
          return nil
        }
        if let ready { continuation.resume(returning: ready) }
      }
    } onCancel: {
      let (continuation, arrivals) = box.state.withLock { state in
        state.cancelled.insert(ticket)
        return (state.waiting.removeValue(forKey: ticket)?.1, state.arrivals)
      }
      continuation?.resume(returning: arrivals)
    }
  }

  func stop() { server.stop() }

  private final class Box: Sendable {
    struct State {
      var arrivals: [Arrival] = []
      var waiting: [Int: (@Sendable ([Arrival]) -> Bool, CheckedContinuation<[Arrival], Never>)] = [:]
      var cancelled: Set<Int> = []
      var lastTicket = 0
    }

    let status: Int
    let state = Mutex(State())

    init(status: Int) { self.status = status }

    func take(_ arrival: Arrival) {
      let (arrivals, ready) = state.withLock { state in
        state.arrivals.append(arrival)
        let arrivals = state.arrivals
        let ready = state.waiting.filter { $0.value.0(arrivals) }
        for ticket in ready.keys { state.waiting[ticket] = nil }
        return (arrivals, ready.values.map(\.1))
      }
      for continuation in ready { continuation.resume(returning: arrivals) }
    }
  }

  private struct Handler: RequestHandler {
    let box: Box
    func receive(_ head: RequestHead) -> Admission { .read(limit: 1 << 24, into: Reader(head: head, box: box)) }
  }

  private final class Reader: BodyReader {
    let head: RequestHead
    let box: Box
    var body: [UInt8] = []

    init(head: RequestHead, box: Box) {
      self.head = head
      self.box = box
    }

    func consume(_ bytes: UnsafeRawBufferPointer) { body += bytes }
    func finish(_ reply: Responder) {
      box.take(Arrival(headers: head.headers, body: body))
      reply.send(.json(box.status, "{}"))
    }
    func abandon() {}
  }
}
