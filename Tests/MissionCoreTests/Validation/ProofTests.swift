import Testing

@testable import MissionCore

@Suite struct ProofTests {
  private func fault(_ text: String) -> ProofFault? {
    do throws(ProofFault) {
      _ = try Proof(text)
      return nil
    } catch {
      return error
    }
  }

  @Test("words are taken as they are; text that begins with a brace is read as facts, each by its name")
  func reading() throws {
    #expect(try Proof("12 tests {all} pass") == .words("12 tests {all} pass"))
    let text = #"""
       {"tests": {"passed": 11, "total": 12}, "commits": ["abc1234", {"sha": "def5678"}], "pr": 42,
        "ci": {"status": "green"}, "artifacts": [], "notes": "caf\u00e9 \ud83d\ude82", "flaky": false, "diff": null}
      """#
    guard case .facts(let facts) = try Proof(text) else {
      Issue.record("facts were taken for words")
      return
    }
    #expect(facts.map(\.name) == ["tests", "commits", "pr", "ci", "notes", "flaky"])
    #expect(
      facts.map(\.text) == ["11 of 12 passed", "abc1234, sha def5678", "42", "status green", "café 🚂", "false"])
    #expect(Proof.readable(#"{"tests":{"passed":1,"total":1},"notes":"n"}"#) == "tests: 1 of 1 passed\nnotes: n")
    #expect(Proof.readable("{broken") == "{broken")
  }

  @Test(
    "JSON that is broken is refused with the place where it is",
    arguments: [
      ("{", 1, 2), ("{]", 1, 2), ("{\"tests\": }", 1, 11), ("{\n  \"notes\": \"a\",\n}", 3, 1), ("{} x", 1, 4),
      ("{\"a\": 01}", 1, 8), ("{\"a\": \"\\x\"}", 1, 9), ("{\"a\": \"\n\"}", 1, 8), ("{\"a\": tru}", 1, 11 - 1),
      ("{\"a\": 1, \"a\": 2}", 1, 10), ("{\"a\": \"\\ud83d\"}", 1, 14), ("{\"a\" 1}", 1, 6), ("{\"a\": [1 2]}", 1, 10),
      ("{\"a\": -}", 1, 8), ("{\"a\": 1.}", 1, 9), ("{\"a\": \"", 1, 8),
    ])
  func broken(_ text: String, _ line: Int, _ column: Int) throws {
    guard case .malformed(let foundLine, let foundColumn, _) = try #require(fault(text)) else {
      Issue.record("another fault")
      return
    }
    #expect(foundLine == line && foundColumn == column, "\(text): \(foundLine):\(foundColumn)")
  }

  @Test("deep nesting, endless text and tests that do not add up are refused, none of them crashes")
  func hostile() {
    let deep = String(repeating: "{\"a\":", count: 10_000)
    guard case .malformed? = fault(deep) else {
      Issue.record("endless nesting was taken")
      return
    }
    #expect(fault("{\"notes\": \"\(String(repeating: "x", count: 70_000))\"}") == .tooLong)
    for tests in [
      "{\"passed\": 3, \"total\": 2}", "{\"passed\": -1, \"total\": 2}", "{\"passed\": 1}", "\"all\"", "[]",
    ] {
      #expect(fault("{\"tests\": \(tests)}") == .tests, "\(tests)")
    }
  }
}
