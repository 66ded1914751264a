import FoundationEssentials
import GitHub
import GitHubSandbox
import Testing

/// GitHub's recorded payloads, where they lie beside the package; everything else is tested without them.
@Suite(.timeLimit(.minutes(10))) struct PayloadTests {
  static let folder: String = {
    let file = URL(filePath: #filePath)
    let package = (0..<4).reduce(file) { path, _ in path.deletingLastPathComponent() }
    return package.path + "/../shared/payloads"
  }()

  @Test(
    "every payload recorded at GitHub is answered 2xx, and everything stored of it can be read",
    .enabled(
      if: FileManager.default.fileExists(atPath: folder), "the recorded payloads are not beside the package"))
  func recorded() async throws {
    try await World.run { world in
      var answers: [String: String] = [:]
      for event in try FileManager.default.contentsOfDirectory(atPath: Self.folder).sorted() {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: "\(Self.folder)/\(event)")) ?? []
        for file in files.sorted() where file.hasSuffix(".json") {
          let body = [UInt8](try Data(contentsOf: URL(filePath: "\(Self.folder)/\(event)/\(file)")))
          let guid = newGUID()
          let answer = try await world.deliver(body, event: event, guid: guid)
          #expect([200, 202].contains(answer.status), "\(event)/\(file): \(answer.text)")
          if answer.status == 202 { answers[guid] = "\(event)/\(file)" }
          let again = try await world.deliver(body, event: event, guid: guid)
          #expect(again.status == 200, "\(event)/\(file) again: \(again.text)")
        }
      }
      #expect(answers.count > 40)
      try await world.settle()
      let rows = try await world.entries(of: "sb:default:deliveries")
      for row in rows where row["status"] == "dead" {
        Issue.record("\(answers[row["guid"] ?? ""] ?? "?"): \(row["note"] ?? "")")
      }
      #expect(Set(answers.keys).isSubset(of: rows.compactMap { $0["guid"] }))
    }
  }
}
