import Testing

@testable import MissionCore

@Suite struct ContractTests {
  @Test("claims are read with their names, groups and lines, and prose is not")
  func reading() throws {
    let contract = try Contract(
      reading: """
        # Contract
        Prose about **VALUE** and **VAL-A-001** in the middle.
        ## Sign-in
        - **VAL-AUTH-001**: Login returns a token
        * **VAL-AUTH-002** Wrong passwords are refused
          **ASSERT-DATA-7**:Rows survive a restart
        VAL-AUTH-003: without stars
        **val-auth-004**: lower case
        **VAL-NODIGIT**: no digit
        """)
    #expect(contract.claims.map(\.id.text) == ["VAL-AUTH-001", "VAL-AUTH-002", "ASSERT-DATA-7"])
    #expect(
      contract.claims.map(\.text) == [
        "Login returns a token", "Wrong passwords are refused", "Rows survive a restart",
      ])
    #expect(contract.claims.map(\.line) == [4, 5, 6])
    #expect(contract.claims.allSatisfy { $0.group == "Sign-in" })
  }

  @Test("fenced blocks and HTML comments do not count, also where they end on the line of a claim")
  func hidden() throws {
    let contract = try Contract(
      reading: """
        ```
        **VAL-A-001**: in a fence
        ~~~
        **VAL-A-002**: still in it
        ```
        <!-- **VAL-A-003**: one line -->
        <!--
        **VAL-A-004**: several
        --> **VAL-A-005**: after it
        **VAL-A-006**: seen <!-- not this -->
        ~~~~
        ~~~
        **VAL-A-007**: a shorter run closes nothing
        """)
    #expect(contract.claims.map(\.id.text) == ["VAL-A-005", "VAL-A-006"])
    #expect(contract.claims.last?.text == "seen")
  }

  @Test("one name with two claims is a fault that names both lines; the same claim twice is none; all faults at once")
  func contradiction() throws {
    #expect(try Contract(reading: "**VAL-A-1**: x\n- **VAL-A-1** x").claims.count == 1)
    let faults = #expect(throws: ContractFaults.self) {
      try Contract(reading: "**VAL-A-1**: x\n\n**VAL-A-1**: y\n**VAL-A-2**:\n")
    }
    #expect(
      faults?.description
        == "VAL-A-1 claims one thing on line 1 and another on line 3; VAL-A-2 claims nothing on line 4")
  }

  @Test(
    "a line that begins like an assertion and is none is found, so that nobody believes it counts",
    arguments: [
      "VAL-AUTH-001: a claim", "- VAL-AUTH-001 a claim", "**VAL-AUTH-001:** a claim", "- **val-auth-001**: a claim",
      "1. **VAL-AUTH-001**: a claim", "- [ ] **VAL-AUTH-001**: a claim", "- [x] **VAL-AUTH-001**: a claim",
      "`VAL-AUTH-001`: a claim", "**VAL_AUTH_001**: a claim", "__ASSERT-1__: a claim", "### VAL-1: a claim",
    ])
  func strays(line: String) throws {
    #expect(Contract.strays(in: "# Contract\n\n\(line)\n") == (line.hasPrefix("###") ? [] : [3]))
    #expect(try Contract(reading: line).claims.isEmpty)
  }

  @Test("prose, assertions, and what stands in blocks and comments begin like none")
  func noStrays() {
    let text = """
      The names begin with VAL-; VAL-AUTH-001 is one.
      **VALUE**: 3
      - **VAL-AUTH-001**: a claim
      <!-- - VAL-AUTH-002: a claim -->
      ```
      VAL-AUTH-003: a claim
      ```
      Validate-2 and evaluate.
      """
    #expect(Contract.strays(in: text) == [])
  }

  @Test("Windows line ends change nothing")
  func carriageReturns() throws {
    #expect(
      try Contract(reading: "## G\r\n**VAL-A-1**: x\r\n").claims == Contract(reading: "## G\n**VAL-A-1**: x\n").claims)
  }

  @Test("ten thousand assertions and a claim of 100 kB are read whole")
  func large() throws {
    var text = (1...10_000).map { "- **VAL-A-\($0)**: claim \($0)" }.joined(separator: "\n")
    text += "\n**VAL-B-1**: " + String(repeating: "x", count: 100_000)
    let contract = try Contract(reading: text)
    #expect(contract.claims.count == 10_001)
    #expect(contract.claims.last?.text.utf8.count == 100_000)
  }

  @Test("the digest follows the words alone")
  func digest() throws {
    let id = try #require(AssertionID("VAL-A-1"))
    let claim = Claim(id: id, text: "x", group: nil, line: 1)
    #expect(claim.digest == Claim(id: id, text: "x", group: "G", line: 9).digest)
    #expect(claim.digest != Claim(id: id, text: "y", group: nil, line: 1).digest)
  }

  @Test("the coverage report reads as documented, and names what is not covered and what nobody knows")
  func coverage() throws {
    let claims = try Contract(reading: "**VAL-AUTH-001**: a\n**VAL-AUTH-002**: b").claims
    let unknown = try #require(AssertionID("VAL-X-9"))
    let coverage = Coverage(of: claims, by: [(3, [claims[0].id]), (2, [claims[0].id, unknown])])
    #expect(
      coverage.lines == [
        "Validation Coverage Report", "──────────────────────────", "VAL-AUTH-001 ✓ Covered by: 002, 003",
        "VAL-AUTH-002 ✗ Not covered", "VAL-X-9 ✗ Unknown: fulfilled by 002, not in the contract",
        "Coverage: 1/2 assertions covered (50%)",
      ])
    #expect(!coverage.isComplete)
    #expect(Coverage(of: claims, by: [(1, claims.map(\.id))]).isComplete)
    #expect(Coverage(of: [], by: []).lines.last == "Coverage: 0/0 assertions covered (none yet)")
  }
}
