import Testing

@testable import CommandLine
@testable import Commands

@Suite("Pictures that are drawn in place")
struct ScreenPictureTests {
  private let size = TerminalSize(columns: 10, rows: 4)

  @Test("each line begins by erasing what stood there, and nothing below the last is left")
  func erases() {
    #expect(ScreenPicture.text(["one", "two"], size) == "\u{1B}[H\u{1B}[Kone\r\n\u{1B}[Jtwo")
    #expect(ScreenPicture.text([], size) == "\u{1B}[H\u{1B}[J")
    #expect(ScreenPicture.ending.hasPrefix("\r\n"), "a terminal without a second screen goes on below the picture")
  }

  @Test("what is too wide is cut, what is too long says how much more there is, and the last line never scrolls")
  func fits() {
    let text = ScreenPicture.text((1...9).map { "line \($0) is wide" }, size)
    let lines = text.split(separator: "\r\n")
    #expect(lines.count == 4 && !text.hasSuffix("\r\n"))
    #expect(lines[0] == "\u{1B}[H\u{1B}[Kline 1 is…")
    #expect(lines[3] == "\u{1B}[J… 6 more …")
    #expect(ScreenPicture.text(["a", "b"], TerminalSize(columns: 1, rows: 1)) == "\u{1B}[H\u{1B}[J…")
  }

  @Test("parts share the lines of a terminal: the longest is shortened first, and none goes without a line")
  func shares() {
    let sections = Sections(
      head: ["Title"],
      parts: [
        .init(title: "Few", lines: ["a"]), .init(title: "Many", lines: (1...50).map { "m\($0)" }),
        .init(title: "Some", lines: (1...6).map { "s\($0)" }),
      ])
    let lines = sections.lines(TerminalSize(columns: 40, rows: 14))
    #expect(lines.count == 14)
    #expect(
      lines == [
        "Title", "Few", "a", "Many", "m1", "m2", "m3", "m4", "   … 46 more lines", "Some", "s1", "s2", "s3",
        "   … 3 more lines",
      ])
    #expect(sections.lines(TerminalSize(columns: 40, rows: 2)).count == 7, "the picture cuts what is left")
    #expect(sections.lines(columns: 40).count == 61)
  }

  @Test("what stays until it is ended has no deadline")
  func deadlines() throws {
    for (command, words) in [
      (OrchCommand.self as any ConsoleCommand.Type, ["orch", "--follow"]),
      (StatusCommand.self, ["status", "--follow"]),
    ] {
      guard case .run(_, let arguments) = try ArgumentReader.read(words, against: CommandCatalog.manual) else {
        Issue.record("\(words) is no command")
        return
      }
      #expect(try command.init(arguments).deadline == nil)
      #expect(try command.init(ParsedArguments()).deadline != nil)
    }
  }
}
