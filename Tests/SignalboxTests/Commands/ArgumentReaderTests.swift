import Testing

@testable import CommandLine

@Suite struct ArgumentReaderTests {
  private static let manual = Manual(commands: [
    CommandDeclaration(
      "mission start", "starts",
      flags: [
        Flag("issue", "i", .values("ISSUE"), "an issue"), Flag("max-parallel", nil, .value("N"), "places"),
        Flag("auto-merge", nil, .toggle, "merges"),
      ], examples: ["signalbox mission start -i 1"]),
    CommandDeclaration("mission status", "shows", flags: [Flag("run", "r", .value("ID"), "one")], examples: []),
    CommandDeclaration(
      "mission note", "notes", operands: [Operand("ID", "which"), Operand("TEXT", "what")], examples: []),
    CommandDeclaration("serve", "serves", examples: [], isService: true),
  ])

  @Test("a program that is one command takes no words, has only its own flags, and shows them and its topics as help")
  func onlyCommand() throws {
    let manual = Manual(
      of: "tool",
      CommandDeclaration(
        "", "does one thing",
        flags: [
          Flag("size", nil, .value("N"), "how large"), Flag("shuffle", nil, .optionalValue("P"), "in what order"),
        ], examples: ["tool --size 3"]),
      topics: [HelpTopic("more", ["And this."])])
    func given(_ words: String...) throws -> ParsedArguments? {
      guard case .run(_, let arguments) = try ArgumentReader.read(words, against: manual) else { return nil }
      return arguments
    }
    #expect(try given("--size=3", "--shuffle")?["size"] == "3")
    #expect(try given("--shuffle")?.has("shuffle") == true)
    #expect(try given("--shuffle")?["shuffle"] == nil)
    // What follows is no value of it.
    #expect(throws: CommandFailure.self) { try given("--shuffle", "0.3") }
    #expect(try given("--shuffle=0.3")?["shuffle"] == "0.3")
    #expect(try given("--help") == nil)
    for words in [["serve"], ["--town", "shop"], ["--json"]] {
      #expect(throws: CommandFailure.self) { try ArgumentReader.read(words, against: manual) }
    }
    let fault = #expect(throws: CommandFailure.self) { try given("--sise", "3") }
    #expect(fault?.hint == "did you mean --size?")
    let help = HelpText.lines(for: [], in: manual)
    #expect(help.first == "tool: does one thing" && help.contains("And this.") && help.contains("  tool --size 3"))
  }

  private func read(_ line: String) throws(CommandFailure) -> Invocation {
    try ArgumentReader.read(line.split(separator: " ").map(String.init), against: Self.manual)
  }

  private func arguments(_ line: String) throws -> ParsedArguments {
    guard case .run(_, let arguments) = try read(line) else {
      Issue.record("not a command")
      return ParsedArguments()
    }
    return arguments
  }

  @Test(
    "Every way of writing a repeated flag means the same",
    arguments: [
      "mission start -i 1 -i 2", "mission start --issue 1 --issue 2", "mission start --issue=1 --issue=2",
      "mission start -i1 -i=2", "mission start -i 1 2", "mission --json start -i 1 --issue 2",
    ])
  func repeated(line: String) throws {
    #expect(try arguments(line).all("issue") == ["1", "2"])
  }

  @Test("Flags stand anywhere, also before the command")
  func anywhere() throws {
    let parsed = try arguments("--town t --json mission note abcd --data d hello")
    #expect(parsed["town"] == "t")
    #expect(parsed["data"] == "d")
    #expect(parsed.has("json"))
    #expect(parsed.operands == ["abcd", "hello"])
  }

  @Test("Behind -- nothing is a flag")
  func end() throws {
    #expect(try arguments("mission note abcd -- --json").operands == ["abcd", "--json"])
  }

  @Test("A value may be a negative number or a dash, and any text behind =")
  func values() throws {
    #expect(try arguments("mission start --max-parallel -1")["max-parallel"] == "-1")
    #expect(try arguments("mission start --max-parallel=--x")["max-parallel"] == "--x")
    #expect(try arguments("mission start --max-parallel=")["max-parallel"] == "")
  }

  @Test(
    "A wrong command line is refused with what to do",
    arguments: [
      ("mission strat", "did you mean 'signalbox mission start'?"),
      ("misson start", "did you mean 'signalbox mission'?"),
      ("mission start --isue 1", "did you mean --issue?"),
      ("mission start --maxparallel 1", "did you mean --max-parallel?"),
      ("mission start -x", "'signalbox mission start --help' lists the options"),
      ("mission start --issue", "write --issue=… for one that begins with a dash"),
      ("mission start --issue --json", "write --issue=… for one that begins with a dash"),
      ("mission start --auto-merge=yes", "write only --auto-merge"),
      ("mission status -r a -r b", "give it once"), ("mission status x", "'signalbox mission status' takes none"),
      ("mission note abcd a b", "quote a text with spaces; see '--help'"),
      ("mission status --listen 1.2.3.4:5", "'signalbox mission status --help' lists the options"),
      ("zzzz", "'signalbox --help' lists the commands"), ("agent spawn x", "'signalbox --help' lists the commands"),
    ])
  func refused(line: String, hint: String) throws {
    let failure = try #require(#expect(throws: CommandFailure.self) { try read(line) })
    #expect(failure.code == .usage)
    #expect(failure.hint == hint)
  }

  @Test("A missing argument is named")
  func missing() throws {
    let failure = try #require(#expect(throws: CommandFailure.self) { try read("mission note abcd") })
    #expect(failure.what == "'mission note' needs TEXT")
  }

  @Test(
    "Help is shown for what was named, whatever else is wrong",
    arguments: [
      ("", []), ("--help", []), ("-h", []), ("mission", ["mission"]), ("mission --help", ["mission"]),
      ("mission start --help --wrong", ["mission", "start"]), ("mission start --wrong --help", ["mission", "start"]),
      ("mission note -h", ["mission", "note"]),
    ] as [(String, [String])])
  func help(line: String, words: [String]) throws {
    #expect(try read(line) == .help(words))
  }

  @Test("--version is not a command's flag")
  func version() throws {
    #expect(try read("--version") == .version)
    #expect(throws: CommandFailure.self) { try read("mission status --version") }
  }

  @Test("The help of a command shows its usage, options and example, aligned")
  func helpText() {
    let lines = HelpText.lines(for: ["mission", "start"], in: Self.manual)
    #expect(
      Array(lines.prefix(8)) == [
        "starts", "", "Usage: signalbox mission start [options]", "", "Options:", "  -i, --issue ISSUE…    an issue",
        "      --max-parallel N  places", "      --auto-merge      merges",
      ])
    #expect(lines.suffix(2) == ["Example:", "  signalbox mission start -i 1"])
  }

  @Test("Hostile words reach the terminal harmless")
  func hostile() throws {
    let failure = try #require(#expect(throws: CommandFailure.self) { try read("\u{1B}[2J\u{202E}x") })
    #expect(!failure.what.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
  }
}
