import Client
import CommandLine
import FoundationEssentials
import MissionCore

/// `init`: writes what missions need into the working directory; what exists is left alone.
struct InitCommand: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "init", "Write what missions need into this directory; what exists is left alone.",
    flags: [
      Flag("template", nil, .value("NAME"), "missions: for planned missions; without: for missions of issues"),
      Flag("force", nil, .toggle, "overwrite what exists"),
    ], examples: ["signalbox init", "signalbox init --template missions"])

  private let isForPlans: Bool
  private let overwrites: Bool

  private struct Document: Encodable {
    let written: [String]
    let kept: [String]
  }

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    overwrites = arguments.has("force")
    isForPlans = arguments.has("template")
    if let name = arguments["template"], name != "missions" {
      throw CommandFailure(.usage, "there is no template \(name.quotedForPeople)", hint: "say --template missions")
    }
  }

  func run(in session: Session) async throws -> ExitCode {
    let data = session.configuration.data
    let files = isForPlans ? Scaffold.planned(data: data) : Scaffold.issues
    var written: [String] = []
    var kept: [String] = []
    for file in files {
      let path = session.surroundings.absolute(file.path)
      guard overwrites || !session.surroundings.fileExists(path) else {
        kept.append(file.path)
        continue
      }
      do {
        let url = URL(filePath: path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.text.utf8).write(to: url, options: .atomic)
      } catch {
        throw CommandFailure(.failure, "\(file.path) could not be written", hint: "\(error)".printable(limit: 200))
      }
      written.append(file.path)
    }
    try session.console.answer(
      Document(written: written, kept: kept),
      orSay: written.map { "✅ \($0)" } + kept.map { "➖ \($0) exists and was left alone (--force overwrites)" })
    return .success
  }
}
