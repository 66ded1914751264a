import Doors
import MissionStore
import Synchronization

/// The API under `/api/v1`: each path is a command with `--json`, run in this process, so that both always say the same.
struct TownAPI: APIProvider {
  let configuration: Configuration
  let surroundings: Surroundings

  /// Answers a question; see `words` for what can be asked.
  func answer(path: [String], query: [String: String], lastEventID: String?) async -> APIAnswer {
    guard let words = Self.words(for: path, query) else {
      return .failure(
        APIFailure(
          .notFound, code: "not_found", message: "there is nothing under this path",
          hint: "ask for missions, agents, tasks, help-requests, inbox/NAME or deliveries"))
    }
    return await run(words)
  }

  /// The command that answers a path. What comes from outside stands behind `--`: it is never taken for a flag.
  static func words(for path: [String], _ query: [String: String]) -> [String]? {
    let all = query["all"] == "true" ? ["--all"] : []
    switch (path.first, path.count) {
    case ("missions", 1): return all.isEmpty ? ["mission", "status"] : ["mission", "list"] + all
    case ("missions", 2): return ["mission", "status", "--run=\(path[1])"]
    case ("missions", 3) where path[2] == "why": return ["mission", "why", "--", path[1]]
    case ("missions", 3) where path[2] == "log": return ["mission", "log", "--", path[1]]
    case ("agents", 1): return ["agent", "list"]
    case ("tasks", 1): return ["task", "list"] + all
    case ("tasks", 2): return ["task", "show", "--", path[1]]
    case ("help-requests", 1): return ["help-requests"]
    case ("inbox", 2): return ["inbox", "--", path[1]]
    case ("deliveries", 1): return ["delivery", "list"]
    case ("deliveries", 2): return ["delivery", "show", "--", path[1]]
    default: return nil
    }
  }

  private func run(_ words: [String]) async -> APIAnswer {
    let output = Output()
    let console = Console(
      isJSON: true, surroundings: surroundings, output: { output.add($0) }, errors: { _ in })
    do {
      let place = words.firstIndex(of: "--") ?? words.endIndex
      let flagged = words[..<place] + ["--json"] + words[place...]
      guard
        case .run(let declaration, let arguments) = try ArgumentReader.read(
          Array(flagged), commands: CommandCatalog.declarations)
      else { return .failure(APIFailure(.broken, code: "failure", message: "not a question")) }
      let command = try CommandCatalog.command(declaration).init(arguments)
      _ = try await command.run(
        in: Session(configuration: configuration, surroundings: surroundings, console: console))
      return .document(output.bytes)
    } catch {
      return .failure(APIFailure(CommandFailure(error, configuration: configuration)))
    }
  }

  /// What the command wrote.
  private final class Output: Sendable {
    private let written = Mutex<[UInt8]>([])

    var bytes: [UInt8] { written.withLock { $0 } }

    func add(_ bytes: [UInt8]) { written.withLock { $0 += bytes } }
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
