import FoundationEssentials
import MissionCore
import MissionStore
import TestSupport
import Testing

@testable import CommandLine
@testable import Commands
@testable import Views

/// The built program as scripts see it, where nothing runs.
@Suite struct ProgramTests {
  @Test("Alone it prints its help, and --version its version")
  func alone() async throws {
    let help = try await ProgramRun.signalbox([])
    #expect(help.status == 0)
    #expect(help.errors.isEmpty)
    for declaration in CommandCatalog.manual.commands {
      let row = try #require(help.lines.firstIndex { $0.hasPrefix("  \(declaration.path[0]) ") })
      let words = help.lines[row...].prefix(2).joined().split(separator: " ").map(String.init)
      #expect(declaration.path.allSatisfy(words.contains), "\(declaration.name)")
    }
    #expect(help.lines.allSatisfy { $0.terminalWidth <= 80 })
    let version = try await ProgramRun.signalbox(["--version"])
    #expect(version.output == "signalbox \(ProgramVersion.text)\n")
  }

  @Test(
    "Every command explains itself with an example that parses", arguments: CommandCatalog.manual.commands.map(\.path))
  func help(path: [String]) throws {
    let declaration = try #require(CommandCatalog.manual.commands.first { $0.path == path })
    let lines = HelpText.lines(for: path, in: CommandCatalog.manual)
    #expect(lines.prefix(2).filter { !$0.isEmpty }.joined(separator: " ") == declaration.summary)
    for line in lines {
      #expect(line.terminalWidth <= 80, "\(line)")
    }
    #expect(!declaration.examples.isEmpty)
    for example in declaration.examples {
      #expect(lines.contains("  \(example)"))
      let invocation = try ArgumentReader.read(Self.words(example), against: CommandCatalog.manual)
      guard case .run(let read, let arguments) = invocation else {
        Issue.record("\(example) runs nothing")
        continue
      }
      #expect(read.path == path)
      _ = try CommandCatalog.command(read).init(arguments)
    }
  }

  @Test(
    "A wrong command line exits 64 and says what to do",
    arguments: [
      ["misson"], ["mission", "strat"], ["mission", "start"], ["mission", "start", "-i", "x/y"], ["mission", "stop"],
      ["mission", "list", "--al"], ["task", "next"], ["task", "next", "--agent", "a", "--wait", "soon"],
      ["task", "done", "abcd", "--verdict", "maybe"], ["task", "fail", "abcd"], ["help-requests", "lst"],
      ["agent", "spawn", "x", "--cli", "nosuch"], ["hook", "status"], ["surgeon"], ["mission", "list", "--tick", "3"],
      ["mission", "list", "--redis", "rediss://localhost:1/0"], ["mission", "start", "-i", "1"],
    ])
  func usage(words: [String]) async throws {
    let run = try await ProgramRun.signalbox(words)
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix("signalbox: "))
    #expect(run.errors.hasSuffix(")\n"))
  }

  @Test("A failure that is told elsewhere, in a log or a task's reason, is a sentence")
  func failureAsText() {
    #expect("\(CommandFailure(.failure, "GitHub opens none", hint: "push first"))" == "GitHub opens none (push first)")
    #expect("\(CommandFailure(.failure, "GitHub opens none") as any Error)" == "GitHub opens none")
  }

  @Test("Every topic explains itself within 80 columns; one that is none is named with those there are")
  func topics() async throws {
    for topic in CommandCatalog.manual.topics {
      let run = try await ProgramRun.signalbox(["help", topic.name])
      #expect(run.status == 0)
      #expect(!run.output.isEmpty)
      #expect(run.lines.allSatisfy { $0.terminalWidth <= 80 }, "\(topic.name)")
    }
    let command = try await ProgramRun.signalbox(["help", "mission", "start"])
    #expect(command.output == (try await ProgramRun.signalbox(["mission", "start", "--help"]).output))
    let unknown = try await ProgramRun.signalbox(["help", "wizardry"])
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("glossary"))
  }

  @Test("A manual page says what its command's help says, and all of them can be written into a directory")
  func manual() async throws {
    let page = try await ProgramRun.signalbox(["man", "mission", "start"])
    #expect(page.lines.first?.hasPrefix(#".TH SIGNALBOX\-MISSION\-START 1 "#) == true)
    #expect(page.output.contains(#"\-\-max\-parallel N"#))
    #expect(page.lines.allSatisfy { !$0.hasPrefix("'") })
    let folder = try TestFolder()
    let run = try await ProgramRun.signalbox(["man", "--directory", folder.path])
    #expect(run.status == 0, "\(run.errors)")
    #expect(folder.read("signalbox.1").contains(".SH EXIT STATUS"))
    for declaration in CommandCatalog.manual.commands {
      #expect(folder.read("signalbox-\(declaration.path.joined(separator: "-")).1").contains(".SH NAME"))
    }
    #expect(try await ProgramRun.signalbox(["man", "nosuch"]).status == 64)
  }

  @Test(
    "A name that is no word of letters and digits is refused",
    arguments: ["*", "..", "/etc", "tt:x", "a b", ".hidden", "a/b", "a\u{202E}b", "\u{1B}[2J", "{x}"])
  func names(name: String) async throws {
    let run = try await ProgramRun.signalbox(["agent", "register", name])
    #expect(run.status == 65)
    #expect(run.errors.contains("beginning with a letter or a digit"))
  }

  @Test("An identity is no name: wherever an agent is named, it means the agent that has it")
  func identities() async throws {
    for name in ["00000000-0000-0000-0000-000000000001", "C079EB4C-8C16-4A75-9887-46C187FEC2A6"] {
      let run = try await ProgramRun.signalbox(["agent", "register", name])
      #expect(run.status == 65)
      #expect(run.errors.contains("is an identity and no name"))
    }
  }

  @Test("Every command's help fits a terminal of 24 lines")
  func helpLength() {
    for declaration in CommandCatalog.manual.commands {
      let lines = HelpText.lines(for: declaration.path, in: CommandCatalog.manual)
      #expect(lines.count <= 24, "\(declaration.name): \(lines.count)")
    }
  }

  @Test("With --json an error is one JSON document on standard error, a wrong command line's too")
  func jsonErrors() async throws {
    for words in [["misson", "--json"], ["mission", "list", "--json"]] {
      let run = try await ProgramRun.signalbox(words)
      #expect(run.output.isEmpty)
      let document = try JSONDecoder().decode(JSONValue.self, from: Data(run.errors.utf8))
      guard case .object(let object) = document, let error = object["error"] else {
        Issue.record("no error in \(run.errors)")
        continue
      }
      for key in ["code", "message", "hint"] { #expect(error[key]?.isEmpty == false) }
    }
  }

  @Test("Where nothing serves the town, commands exit 69 and say how to start it")
  func nothingServes() async throws {
    let run = try await ProgramRun.signalbox(["mission", "status", "--data", "/tmp/sb-cmd-none"])
    #expect(run.status == 69)
    #expect(run.errors.contains("start 'signalbox serve'"))
    let unreachable = try await ProgramRun.signalbox(["mission", "status", "--redis", "unix:///tmp/sb-cmd-none.sock"])
    #expect(unreachable.status == 69)
  }

  @Test("A broken file exits 65, and a broken file together with a wrong flag 64, both reported")
  func configuration() async throws {
    let town = try await CommandTown()
    try Data("colour = 1".utf8).write(to: URL(filePath: "\(town.directory)/signalbox.toml"))
    let broken = try await ProgramRun.signalbox(
      ["mission", "list", "--config", "signalbox.toml"], in: town.directory)
    #expect(broken.status == 65)
    #expect(broken.errors.contains("unknown key 'colour'"))
    let both = try await ProgramRun.signalbox(
      ["mission", "list", "--config", "signalbox.toml", "--town", "a:b"], in: town.directory)
    #expect(both.status == 64)
    #expect(both.errors.contains("--town") && both.errors.contains("colour"))
  }

  private static func words(_ line: String) -> [String] {
    // Enough of a shell for the examples: quotes group words.
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in line {
      if character == quote {
        quote = nil
      } else if quote == nil, character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if quote == nil, character == " " {
        if let finished = word { words.append(finished) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return Array(words.dropFirst())
  }
}
