import MissionCore
import Testing

@Suite struct CountedTests {
  @Test(
    "A number of things is said as people say it",
    arguments: [
      ("task", 0, "0 tasks"), ("task", 1, "1 task"), ("work item", 2, "2 work items"), ("retry", 3, "3 retries"),
      ("retry", 1, "1 retry"), ("day", 2, "2 days"),
    ])
  func counted(word: String, number: Int, text: String) {
    #expect(word.counted(number) == text)
  }
}
