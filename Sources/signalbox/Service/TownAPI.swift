import Doors
import MissionCore
import MissionStore

/// The API under `/api/v1`: the documents that the commands print with `--json`, from the same reading of the town.
struct TownAPI: APIProvider {
  /// What is read, through one connection however many ask.
  let view: TownView

  /// Answers a question.
  func answer(path: [String], query: [String: String], lastEventID: String?) async -> APIAnswer {
    do {
      guard let document = try await document(path, all: query["all"] == "true") else {
        return .failure(
          APIFailure(
            .notFound, code: "not_found", message: "there is nothing under this path",
            hint: "ask for missions, agents, tasks, help-requests, inbox/NAME or deliveries"))
      }
      return .document(try Console.json(document) + [0x0A])
    } catch {
      return .failure(APIFailure(CommandFailure(error, configuration: nil)))
    }
  }

  /// The document that a path names; nil where nothing stands there.
  private func document(_ path: [String], all: Bool) async throws -> (any Encodable)? {
    switch (path.first, path.count) {
    case ("missions", 1): return all ? try await view.missionList(all: true) : try await view.missions()
    case ("missions", 2): return try await view.document(of: view.mission(path[1]))
    case ("missions", 3) where path[2] == "why": return try await view.reasons(of: view.mission(path[1]).mission)
    case ("missions", 3) where path[2] == "log": return try await view.log(of: view.mission(path[1]).mission.id)
    case ("agents", 1): return try await view.agents()
    case ("tasks", 1): return try await view.tasks(all: all)
    case ("tasks", 2): return TaskDocument(task: try await view.task(path[1]))
    case ("help-requests", 1): return try await view.helpRequests()
    case ("inbox", 2): return try await view.inbox(path[1])
    case ("deliveries", 1): return try await view.deliveries()
    case ("deliveries", 2): return DeliveryShownDocument(delivery: try await view.delivery(path[1]))
    default: return nil
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
