import Client
import CommandLine
import Doors
import HTTP
import MissionCore
import MissionStore
import Redis
import Views

/// The API under `/api/v1`: the documents that the commands print with `--json`, from the same reading of the town.
struct TownAPI: APIProvider {
  /// What is read, through one connection however many ask.
  let view: TownView
  /// Where the town is: whoever follows its events waits there on a connection of its own.
  let address: RedisAddress
  let keys: Keys

  /// Answers a question.
  func answer(path: [String], query: [String: String], lastEventID: String?) async -> APIAnswer {
    if path == ["events"] { return events(after: lastEventID) }
    do {
      for route in APIRoute.routes {
        guard let arguments = route.arguments(of: path) else { continue }
        return .document(try Console.json(try await route.answer(view, arguments, query)) + [0x0A])
      }
      let known = APIRoute.routes.map { $0.parts.joined(separator: "/") } + ["events"]
      return .failure(
        APIFailure(
          .notFound, code: "not_found", message: "there is nothing under this path",
          hint: "ask for \(known.joined(separator: ", "))"))
    } catch {
      return .failure(APIFailure(CommandFailure(error, configuration: nil)))
    }
  }

  /// What happens in the town from now on, or since an event of it, as server-sent events. A comment now and then shows
  /// that it lives; whoever is cut off asks for what came after the last event it has.
  private func events(after lastEventID: String?) -> APIAnswer {
    if let lastEventID, !EventStream.isPosition(lastEventID) {
      return .failure(
        APIFailure(
          .badRequest, code: "last_event_id", message: "Last-Event-ID is none of an event here",
          hint: "send the id of the last event that came, or none"))
    }
    return .stream(contentType: "text/event-stream") { stream in
      let connection = RedisConnection(to: address)
      defer { connection.close() }
      let events = EventStream(connection: connection, keys: keys, after: lastEventID)
      // A Redis that goes away ends the stream: its reader comes again by itself.
      guard let position = try? await events.position() else { return }
      // What the reader has already is not told again.
      guard stream.write(lastEventID == nil ? "id: \(position)\n\n" : ": here it goes on\n\n") else { return }
      while !stream.isClosed, let next = try? await events.next() {
        let text = next.isEmpty ? ": nothing happened\n\n" : next.map(\.frame).joined()
        guard stream.write(text) else { return }
      }
    }
  }
}

extension APIFailure {
  /// The commands' failure as an answer.
  fileprivate init(_ failure: CommandFailure) {
    let kind: Kind =
      switch failure.code {
      case .notFound: .notFound
      case .usage, .badData: .badRequest
      case .unavailable, .unconfirmed: .unavailable
      case .success, .failure, .notPermitted: .broken
      }
    self.init(kind, code: failure.code.word, message: failure.what, hint: failure.hint)
  }
}
