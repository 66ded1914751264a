import Testing

@testable import Workers

@Suite struct PaneLayoutTests {
  private func plan(_ rows: [(share: Int?, panes: Int)]) -> PanePlan {
    PanePlan(
      name: nil,
      rows: rows.map { row in
        PanePlan.Row(
          share: row.share, panes: (0..<row.panes).map { PanePlan.Pane(title: "\($0)", directory: "/") })
      })
  }

  @Test("three over three with 70% and 30% fill the window to the last line and column")
  func threeOverThree() {
    let words = PaneLayout(of: plan([(70, 3), (30, 3)]), width: 200, height: 50)?.words ?? ""
    #expect(
      words.dropFirst(5)
        == "200x50,0,0[200x35,0,0{66x35,0,0,0,66x35,67,0,1,66x35,134,0,2},200x14,0,36{66x14,0,36,3,66x14,67,36,4,66x14,134,36,5}]"
    )
  }

  @Test("one pane, one row and one column need no brackets")
  func small() {
    #expect(PaneLayout(of: plan([(nil, 1)]), width: 80, height: 24)?.words.dropFirst(5) == "80x24,0,0,0")
    #expect(
      PaneLayout(of: plan([(nil, 2)]), width: 81, height: 24)?.words.dropFirst(5)
        == "81x24,0,0{40x24,0,0,0,40x24,41,0,1}")
    #expect(
      PaneLayout(of: plan([(nil, 1), (nil, 1)]), width: 80, height: 24)?.words.dropFirst(5)
        == "80x24,0,0[80x12,0,0,0,80x11,0,13,1]")
  }

  @Test("a checksum is tmux's own")
  func checksum() {
    // What tmux 3.3a says of a window of one pane: "b25d,80x24,0,0,0".
    #expect(PaneLayout.checksum("80x24,0,0,0") == 0xb25d)
  }

  @Test(
    "parts have no remainder, and what says nothing shares what is left",
    arguments: [
      (48, [70, 30], [34, 14]), (198, [nil, nil, nil], [66, 66, 66]), (100, [nil, 50, nil], [25, 50, 25]),
      (100, [33, 33, 33], [34, 33, 33]), (10, [1, 99], nil), (7, [50, nil], [4, 3]),
    ] as [(Int, [Int?], [Int]?)])
  func parts(total: Int, shares: [Int?], expected: [Int]?) {
    #expect(PaneLayout.parts(of: total, by: shares, atLeast: 1) == expected)
  }

  @Test("a window that is too small has no layout")
  func tooSmall() {
    #expect(PaneLayout(of: plan([(70, 3), (30, 3)]), width: 7, height: 50) == nil)
    #expect(PaneLayout(of: plan([(70, 3), (30, 3)]), width: 200, height: 3) == nil)
  }

  @Test("what tmux would take for the end of a command or for a format is said as it is meant")
  func words() {
    #expect(Tmux.word("make;") == "make\\;")
    #expect(Tmux.word("find . -exec ls {} \\;") == "find . -exec ls {} \\\\;")
    #expect(Tmux.literal("#(touch x)") == "##(touch x)")
  }
}
