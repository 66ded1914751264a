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
      // Where the directory cannot be made, the file cannot be written, and that says why.
      try? FileManager.default.createDirectory(
        at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
      try session.surroundings.write(Array(file.text.utf8), to: file.path)
      written.append(file.path)
    }
    try session.console.answer(
      Document(written: written, kept: kept),
      orSay: written.map { "✅ \($0)" } + kept.map { "➖ \($0) exists and was left alone (--force overwrites)" })
    return .success
  }
}
