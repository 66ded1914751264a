import Client
import CommandLine
import Doors
import MissionCore
import MissionStore
import Views

/// The API under `/api/v1`: the documents that the commands print with `--json`, from the same reading of the town.
struct TownAPI: APIProvider {
  /// What is read, through one connection however many ask.
  let view: TownView

  /// Answers a question.
  func answer(path: [String], query: [String: String], lastEventID: String?) async -> APIAnswer {
    do {
      for route in APIRoute.routes {
        guard let arguments = route.arguments(of: path) else { continue }
        return .document(try Console.json(try await route.answer(view, arguments, query)) + [0x0A])
      }
      let known = APIRoute.routes.map { $0.parts.joined(separator: "/") }
      return .failure(
        APIFailure(
          .notFound, code: "not_found", message: "there is nothing under this path",
          hint: "ask for \(known.joined(separator: ", "))"))
    } catch {
      return .failure(APIFailure(CommandFailure(error, configuration: nil)))
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
