import TestSupport
import Testing

/// The completion as the shell itself carries it out.
@Suite struct CompletionTests {
  @Test(
    "bash completes commands, flags and topics, and leaves the value of a flag to itself",
    arguments: [
      ("mission st", "start status stop"), ("--town x mission st", "start status stop"),
      ("he", "health help help-requests"),
      ("help exi", "exit-codes"), ("completion f", "fish"), ("mission start --dr", "--dry-run"),
      ("--data mission mission st", "start status stop"), ("task done x --verdict ", ""), ("session st", "start stop"),
      ("mission start -i 1 --ke", "--keep"), ("session start --ke", ""),
    ])
  func bash(line: String, expected: String) async throws {
    let folder = try TestFolder()
    try folder.write(try await ProgramRun.signalbox(["completion", "bash"]).output, to: "completion.bash")
    let words = ("signalbox " + line).split(separator: " ", omittingEmptySubsequences: false)
    let list = words.map { "'\($0)'" }.joined(separator: " ")
    let script = """
      source '\(folder.file("completion.bash"))'
      COMP_WORDS=(\(list)); COMP_CWORD=\(words.count - 1); _signalbox
      echo "${COMPREPLY[*]}"
      """
    let bash = try TestProcess(
      "/bin/bash", ["-c", script], environment: [:], directory: folder.path, output: folder.file("out"),
      errors: folder.file("err"))
    #expect(try await bash.wait(seconds: patience) == .exited(0))
    #expect(folder.read("out") == expected + "\n")
    #expect(folder.read("err").isEmpty)
  }
}
