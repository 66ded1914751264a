import Foundation
import Synchronization
import Testing

@testable import CommandLine
@testable import Commands

/// The Model Context Protocol, line by line, with `echo` in the place of this program.
@Suite struct MCPServerTests {
  @Test("a client's handshake, a list and a call are answered, each under its id; what wants no answer gets none")
  func conversation() async throws {
    let answers = await answers(
      #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}"#,
      #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#, #"{"jsonrpc":"2.0","id":"a","method":"ping"}"#,
      #"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#,
      #"{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"task_done","arguments":{"task":"7c7c","result":"--json\nPR #4","no_pull_request":true}}}"#
    )
    #expect(answers.count == 4)
    let initialized = try #require(answers["0"]?["result"] as? [String: Any])
    #expect(initialized["protocolVersion"] as? String == "2025-06-18")
    #expect((initialized["capabilities"] as? [String: Any])?["tools"] != nil)
    #expect(answers["a"]?["result"] != nil)
    let tools = (answers["1"]?["result"] as? [String: Any])?["tools"] as? [[String: Any]] ?? []
    #expect(
      tools.compactMap { $0["name"] as? String } == [
        "mission_status", "mission_start", "mission_why", "mission_note", "task_next", "task_done", "task_fail",
        "task_show", "validate_assert", "help_requests",
      ])
    #expect(tools.allSatisfy { ($0["inputSchema"] as? [String: Any])?["type"] as? String == "object" })
    let result = try #require(answers["2"]?["result"] as? [String: Any])
    #expect(result["isError"] as? Bool == false)
    // What an agent writes stays one argument, whatever it looks like.
    #expect(text(of: result) == "--town t task done --json --result=--json\nPR #4 --no-pull-request -- 7c7c")
  }

  @Test("a version that is not known is answered with ours, and an odd request with an error under its id")
  func errors() async throws {
    let answers = await answers(
      #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"1999-01-01"}}"#, "{",
      #"{"jsonrpc":"2.0","id":3,"method":"resources/list"}"#,
      #"{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"rm","arguments":{}}}"#,
      #"{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"task_done","arguments":{"tusk":"7c7c"}}}"#,
      #"{"jsonrpc":"2.0","id":6,"method":"tools/call","params":{"name":"task_fail","arguments":{"task":"7c7c"}}}"#)
    #expect((answers["0"]?["result"] as? [String: Any])?["protocolVersion"] as? String == MCPServer.versions[0])
    #expect((answers["null"]?["error"] as? [String: Any])?["code"] as? Int == -32700)
    #expect((answers["3"]?["error"] as? [String: Any])?["code"] as? Int == -32601)
    #expect((answers["4"]?["error"] as? [String: Any])?["code"] as? Int == -32602)
    #expect(text(of: answers["5"]?["result"] as? [String: Any])?.contains("tusk") == true)
    #expect(text(of: answers["6"]?["result"] as? [String: Any]) == "task_fail needs reason")
    #expect((answers["6"]?["result"] as? [String: Any])?["isError"] as? Bool == true)
  }

  /// The answers to lines, by their ids.
  private func answers(_ lines: String...) async -> [String: [String: Any]] {
    let written = Mutex<[[UInt8]]>([])
    var surroundings = Surroundings.fake()
    surroundings.workingDirectory = "/"
    let server = MCPServer(
      program: "/bin/echo", townWords: ["--town", "t"], surroundings: surroundings,
      write: { line in
        written.withLock { $0.append(line) }
      })
    for line in lines { server.take(Array(line.utf8)) }
    await server.finish()
    var answers: [String: [String: Any]] = [:]
    for line in written.withLock({ $0 }) {
      #expect(line.last == 0x0A && !line.dropLast().contains(0x0A))
      guard let document = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any] else { continue }
      let id = document["id"].flatMap { $0 is NSNull ? nil : "\($0)" }
      answers[id ?? "null"] = document
    }
    return answers
  }

  private func text(of result: [String: Any]?) -> String? {
    (result?["content"] as? [[String: Any]])?.first?["text"] as? String
  }
}
