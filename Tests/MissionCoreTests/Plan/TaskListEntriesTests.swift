import Testing

@testable import MissionCore

@Suite struct TaskListEntriesTests {
  @Test("The open entries of a task list are its parts, in their order, each once")
  func entries() {
    let text = """
      Parts:
      - [ ] #4
      - [x] #5
        * [ ] #6: the second half
      + [ ] octo-org/other#7
      - [ ] https://github.com/acme/shop/issues/8
      - [ ] #4
      - [ ] write the docs
      - #9
      > - [ ] #10
      ```
      - [ ] #11
      ```
      <!-- - [ ] #12 -->
      """
    #expect(
      TaskListEntries.openIssues(in: text, home: shop).map(\.description) == [
        "acme/shop#4", "acme/shop#6", "octo-org/other#7", "acme/shop#8",
      ])
    #expect(TaskListEntries.openIssues(in: "", home: shop).isEmpty)
  }

  @Test("An order to start says how many at once and whether there is a reviewer; with anything else it is none")
  func order() throws {
    #expect(try #require(StartOrder(CommentCommand("start"))).parallelItems == nil)
    let both = try #require(StartOrder(CommentCommand("Start max-parallel 4 no-reviewer")))
    #expect(both.parallelItems == 4)
    #expect(both.needsNoReviewer)
    #expect(try #require(StartOrder(CommentCommand("start --no-reviewer"))).needsNoReviewer)
    for text in ["start now please", "start max-parallel", "start max-parallel 0", "started", "status", ""] {
      #expect(StartOrder(CommentCommand(text)) == nil, "\(text)")
    }
  }
}
