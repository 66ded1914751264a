import MissionStore
import Testing

@Suite struct ErrorWordsTests {
  @Test(
    "Errors about bodies speak to people, not in Swift",
    arguments: [
      BodyError.storage("No space left on device"), .compression(.invalid("bad magic")), .compression(.truncated),
      .compression(.tooLarge(limit: 5)), .missing,
    ])
  func words(error: BodyError) {
    let text = "\(error)"
    #expect(text.contains(" "))
    for spelling in ["storage(", "compression(", "invalid(", "ZstdError", "tooLarge"] {
      #expect(!text.contains(spelling), "\(text)")
    }
  }
}
