import Testing

@testable import MissionCore

@Suite struct CommentCommandTests {
  @Test(
    "A command stands at the beginning of a line",
    arguments: [
      ("/signalbox pause", ["pause"]), ("Please:\n/signalbox  approve #2 \nThanks", ["approve #2"]),
      ("/SignalBox Status", ["Status"]), ("   /signalbox\tretry", ["retry"]), ("/signalbox", [""]),
      ("/signalbox pause\r\n/signalbox resume\r\n", ["pause", "resume"]),
      ("/signalbox pause\n\n/signalbox pause", ["pause"]), ("<!-- a -->\n/signalbox pause", ["pause"]),
      ("I say /signalbox pause", []), ("- /signalbox pause", []), ("/signalboxes pause", []), ("signalbox pause", []),
      ("//signalbox pause", []), ("", []), ("/signalbox\u{a0}pause", ["pause"]),
      ("/signalbox\u{202F}\u{a0}pause", ["pause"]), ("/signalbox: pause", ["pause"]), ("/signalbox:", [""]),
      ("/signalbox-pause", []), ("/signalbox/pause", []), ("/signalbox：pause", ["pause"]),
      ("/signalbox, pause", ["pause"]), ("/signalbox，pause", ["pause"]), ("/signalbox?", [""]),
      ("/signalbox! pause", ["pause"]), ("/signalbox.yml", []), ("/signalbox?a=b", []), ("**/signalbox pause**", []),
    ])
  func place(_ text: String, _ commands: [String]) {
    #expect(CommentCommand.commands(in: text).map(\.text) == commands)
  }

  @Test(
    "What is code, quoted or hidden commands nothing",
    arguments: [
      "```\n/signalbox pause\n```", "~~~\n/signalbox pause", "> /signalbox pause", "> he said\n/signalbox pause",
      "    /signalbox pause", "`/signalbox pause`", "<!--\n/signalbox pause\n-->", "<!-- \n/signalbox pause",
      "<pre>\n/signalbox pause\n</pre>", "text `code\n/signalbox pause\n`",
    ])
  func hidden(_ text: String) {
    #expect(CommentCommand.commands(in: text) == [])
  }

  @Test("Code within a note is part of it; what nobody sees is not")
  func words() {
    let text = "/signalbox note run `make fmt` <!-- rm -->first\u{200B}, then `a` \\#3"
    #expect(CommentCommand.commands(in: text).map(\.text) == ["note run `make fmt` first, then `a` \\#3"])
  }

  @Test("A comment full of commands is read to a bound, and a long one is cut")
  func bounds() {
    let many = (1...500).map { "/signalbox note \($0)" }.joined(separator: "\n")
    #expect(CommentCommand.commands(in: many).count == 10)
    let long = "/signalbox note " + String(repeating: "x", count: 60_000)
    #expect(CommentCommand.commands(in: long).allSatisfy { $0.text.count < 600 })
  }

  @Test(
    "The first word says what is asked for",
    arguments: [
      ("status", CommentOrder.status), ("Status.", .status), ("approve", .approve(item: nil)),
      ("approve #3", .approve(item: "#3")), ("note look here", .note("look here")), ("pause", .note("pause")),
      ("retry, please", .note("retry, please")), ("skip #3", .note("skip #3")), ("note", .unknown), ("", .unknown),
      ("dance", .unknown), ("redirect", .note("redirect")), ("help", .help),
      ("hold on, let me look", .unknown), ("hold", .note("hold")), ("hold: let me look", .note("hold: let me look")),
      ("pause - I look", .note("pause - I look")), ("retry tomorrow?", .unknown), ("pause:", .note("pause:")),
      ("pause please", .unknown), ("pause?", .unknown), ("resume when ready", .unknown), ("don't pause", .unknown),
      ("do not skip", .unknown), ("skip?", .unknown), ("approve?", .unknown), ("approved", .unknown),
      ("pausing is bad", .unknown), ("- status", .unknown), ("start when you like", .unknown), ("help me", .help),
    ])
  func order(_ text: String, _ order: CommentOrder) {
    #expect(CommentOrder(CommentCommand(text), under: nil) == order)
  }

  @Test("Skip and redirect mean the item they stand under unless they name one")
  func item() {
    let item = Identifier<WorkItem>(high: 1, low: 2)
    #expect(CommentOrder(CommentCommand("skip"), under: item) == .note("skip \(item)"))
    #expect(CommentOrder(CommentCommand("redirect to bob now"), under: item) == .note("redirect \(item) to bob now"))
    #expect(CommentOrder(CommentCommand("redirect #1 to bob"), under: item) == .note("redirect #1 to bob"))
  }
}
