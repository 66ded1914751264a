import FoundationEssentials
import MissionCore
import MissionStore
import Testing

@testable import signalbox

/// The built program as scripts see it, where nothing runs.
@Suite struct ProgramTests {
  @Test("Alone it prints its help, and --version its version")
  func alone() async throws {
    let help = try await ProgramRun.signalbox([])
    #expect(help.status == 0)
    #expect(help.errors.isEmpty)
    for declaration in CommandCatalog.declarations { #expect(help.output.contains("  \(declaration.name)")) }
    let version = try await ProgramRun.signalbox(["--version"])
    #expect(version.output == "signalbox \(Program.version)\n")
  }

  @Test("Every command explains itself with an example that parses", arguments: CommandCatalog.declarations.map(\.path))
  func help(path: [String]) throws {
    let declaration = try #require(CommandCatalog.declarations.first { $0.path == path })
    let lines = HelpText.lines(for: path, commands: CommandCatalog.declarations)
    #expect(lines.first == declaration.summary)
    #expect(lines.allSatisfy { $0.count <= 120 })
    #expect(!declaration.examples.isEmpty)
    for example in declaration.examples {
      #expect(lines.contains("  \(example)"))
      let invocation = try ArgumentReader.read(Self.words(example), commands: CommandCatalog.declarations)
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
