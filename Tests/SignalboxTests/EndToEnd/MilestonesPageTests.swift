import FoundationEssentials
import GitHubSandbox
import TestSupport
import Testing

/// The page *Missions in milestones*, its commands run as they stand there.
@Suite(.serialized, .timeLimit(.minutes(10))) struct MilestonesPageTests {
  /// A block of the page: what is typed, and what the page says it answers.
  private struct Step {
    let script: String
    var answer: String?
  }

  @Test("the page's commands work in their order and answer what the page says")
  func page() async throws {
    let steps = try Self.steps()
    #expect(steps.count >= 10 && steps.contains { $0.answer != nil })
    try await World.run { world in
      let tmux = try PrivateTmux(in: world)
      for step in steps {
        let outcome = try await world.shell(step.script, settings: tmux.settings)
        #expect(outcome.code == 0, "\(step.script)\n\(outcome.errors)\(outcome.output)")
        if let answer = step.answer { #expect(outcome.output.hasSuffix(answer), "\(outcome.output)") }
      }
      await tmux.end()
      let missions = try await world.tell("metrics", "history")["missions"].elements
      #expect(missions.map { $0["title"].stringValue } == ["Build auth system"])
      #expect(missions.map { $0["status"].stringValue } == ["completed"])
      let prompt = world.folder.read("prompt.md")
      for part in ["VAL-AUTH-002", "Login endpoint", "mission plan-complete", world.data] {
        #expect(prompt.contains(part), "\(part)")
      }
      #expect(world.folder.read("plan.json").contains("Create token helpers"))
    }
  }

  /// The blocks marked `shell`, each with the block marked `text` behind it.
  private static func steps(file: String = #filePath) throws -> [Step] {
    var root = URL(filePath: file)
    for _ in 1...4 { root.deleteLastPathComponent() }
    let page = root.appending(path: "Sources/MissionCore/MissionCore.docc/MissionsInMilestones.md")
    var steps: [Step] = []
    var block: (kind: String, lines: [Substring])?
    for line in try String(contentsOf: page, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("```") else {
        block?.lines.append(line)
        continue
      }
      guard let open = block else {
        block = (String(line.dropFirst(3)), [])
        continue
      }
      let text = open.lines.joined(separator: "\n") + "\n"
      switch open.kind {
      case "shell": steps.append(Step(script: text))
      case "text": steps[steps.count - 1].answer = text
      default: Issue.record("a block of the page is marked \(open.kind)")
      }
      block = nil
    }
    return steps
  }
}
