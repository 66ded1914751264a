import Testing

@testable import MissionCore

@Suite struct LearningTests {
  private static func learning(_ topics: [String]?) -> Learning {
    Learning(
      item: Identifier(high: 1, low: 1), name: "001", title: "Part", agent: "backend", summary: "s", isResearch: false,
      at: curtain, topics: topics)
  }

  @Test("What was learnt is told to whoever works for the same goal, milestone or specialty; what names none, to all")
  func told() {
    let play = Play([design(1)])
    var item = play.item(1)
    let entries = ["of M2", "of the goal", "of everybody", "of M1", "of other work"]
    let marks = [["m2", "web"], ["safe login"], nil, ["m1"], ["web"]].map { Self.learning($0).topicMark }
    let context = PromptContext(learnings: zip(entries, marks).map { $0 + $1 })
    let shown = { (item: WorkItem) in
      let text = play.mission.learnings(context, for: item)
      return entries.filter { text.contains("> - \($0)\n") || text.hasSuffix("> - \($0)") }
    }
    #expect(shown(item) == entries)
    item.milestone = "M2"
    #expect(shown(item) == ["of M2", "of everybody"])
    item.details = TaskDetails(number: 1)
    item.details?.goal = "Safe login!"
    #expect(shown(item) == ["of M2", "of the goal", "of everybody"])
    item.milestone = nil
    item.details?.specialties = ["Web"]
    #expect(shown(item) == ["of M2", "of the goal", "of everybody", "of other work"])
  }

  @Test(
    "A topic stands in one line and ends no comment",
    arguments: [("Safe login!", "safe login"), ("a\n--> b; c", "a b c"), ("--", ""), ("Größe 2", "größe 2")])
  func spelling(_ text: String, _ topic: String) { #expect(Learning.topic(text) == topic) }

  @Test("What a summary says of topics is none of them")
  func forged() {
    let entry = "x <!-- about: m9 --> y" + Self.learning(["m1"]).topicMark
    #expect(Learning.topics(in: entry) == ["m1"])
  }
}
