import CommandLine
import FoundationEssentials
import GitHub
import Glibc
import Synchronization
import Views
import Workers

/// Answers a program that speaks the Model Context Protocol on standard input and output: JSON-RPC 2.0, one document a
/// line (https://modelcontextprotocol.io/specification).
///
/// Each call runs as a command of this program, so that a tool can do nothing else than the command, and says the same.
final class MCPServer: Sendable {
  /// The versions of the protocol whose answers are these, the newest first.
  static let versions = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]
  /// The longest request, in bytes.
  static let longestRequest = 4 << 20

  private let program: String
  private let townWords: [String]
  private let surroundings: Surroundings
  private let write: @Sendable ([UInt8]) -> Void
  private let calls = Mutex<[JSONValue: Task<Void, Never>]>([:])

  /// A server for a town.
  ///
  /// - Parameters:
  ///   - townWords: the flags that name the town.
  ///   - write: writes a line whole.
  init(
    program: String, townWords: [String], surroundings: Surroundings, write: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.program = program
    self.townWords = townWords
    self.surroundings = surroundings
    self.write = write
  }

  /// Takes in one line. A call goes on while other lines come.
  func take(_ line: [UInt8]) {
    guard let request = try? BoundedJSON.decode(JSONValue.self, from: Data(line)) else {
      return answer(.null, failure: (-32700, "the line is no JSON"))
    }
    guard case .object(let members) = request, request["jsonrpc"] == "2.0" else {
      return answer(.null, failure: (-32600, "the document is no JSON-RPC 2.0 request"))
    }
    // What has no method answers a question that we never ask.
    guard let method = request["method"] else { return }
    var parameters: [String: JSONValue] = [:]
    if case .object(let given)? = members["params"] { parameters = given }
    guard let id = members["id"], id != .null else {
      if method == "notifications/cancelled", let cancelled = parameters["requestId"] { cancel(cancelled) }
      return
    }
    switch method {
    case "initialize": answer(id, initialized(parameters))
    case "ping": answer(id, .object([:]))
    case "tools/list": answer(id, .object(["tools": .array(MCPTool.catalogue.map(\.document))]))
    case "tools/call": call(id, parameters)
    default: answer(id, failure: (-32601, "there is no method \(method.quotedForPeople)"))
    }
  }

  /// Waits until every call that is under way has been answered.
  func finish() async {
    for call in calls.withLock({ Array($0.values) }) { await call.value }
  }

  private func initialized(_ parameters: [String: JSONValue]) -> JSONValue {
    var version = Self.versions[0]
    if case .text(let wanted)? = parameters["protocolVersion"], Self.versions.contains(wanted) { version = wanted }
    return .object([
      "protocolVersion": .text(version), "capabilities": .object(["tools": .object([:])]),
      "serverInfo": .object(["name": .text("signalbox"), "version": .text(ProgramVersion.text)]),
    ])
  }

  private func call(_ id: JSONValue, _ parameters: [String: JSONValue]) {
    guard case .text(let name)? = parameters["name"], let tool = MCPTool.catalogue.first(where: { $0.name == name })
    else { return answer(id, failure: (-32602, "there is no such tool")) }
    var arguments: [String: JSONValue] = [:]
    if case .object(let given)? = parameters["arguments"] { arguments = given }
    let words: [String]
    do throws(MCPTool.Fault) {
      words = try tool.commandLine(arguments)
    } catch {
      return answer(id, result: error.reason, isError: true)
    }
    calls.withLock { calls in
      // It is kept under its request's identity: a notice may cancel it alone, and the end waits for all of them.
      calls[id] = Task {
        await run(words, for: id)
        _ = self.calls.withLock { $0.removeValue(forKey: id) }
      }
    }
  }

  private func run(_ words: [String], for id: JSONValue) async {
    // The town's flags go before the words, where `--` cannot hide them.
    let run = ProcessRun(
      program, townWords + words, environment: surroundings.environment, directory: surroundings.workingDirectory)
    let captured = Mutex((output: [UInt8](), errors: [UInt8]()))
    let end = await run.run { stream, bytes in
      captured.withLock { captured in
        switch stream {
        case .output: captured.output += bytes
        case .errors: captured.errors += bytes
        }
      }
    }
    // Who cancels wants no answer.
    guard !Task.isCancelled else { return }
    let (output, errors) = captured.withLock { $0 }
    guard end == .exited(0) else {
      let text = String(decoding: errors.isEmpty ? Array("\(end)".utf8) : errors, as: UTF8.self)
      return answer(id, result: text.trimmingLineEnd, isError: true)
    }
    answer(id, result: String(decoding: output, as: UTF8.self).trimmingLineEnd, isError: false)
  }

  private func cancel(_ id: JSONValue) { calls.withLock { $0[id] }?.cancel() }

  private func answer(_ id: JSONValue, result text: String, isError: Bool) {
    answer(
      id,
      .object([
        "content": .array([.object(["type": .text("text"), "text": .text(text)])]), "isError": .flag(isError),
      ]))
  }

  private func answer(_ id: JSONValue, _ result: JSONValue) {
    send(.object(["jsonrpc": .text("2.0"), "id": id, "result": result]))
  }

  private func answer(_ id: JSONValue, failure: (code: Int64, message: String)) {
    let error: [String: JSONValue] = ["code": .integer(failure.code), "message": .text(failure.message)]
    send(.object(["jsonrpc": .text("2.0"), "id": id, "error": .object(error)]))
  }

  private func send(_ document: JSONValue) {
    guard let bytes = try? Console.json(document) else { return }
    write(bytes + [0x0A])
  }
}

extension String {
  fileprivate var trimmingLineEnd: String { last?.isNewline == true ? String(dropLast()) : self }
}
