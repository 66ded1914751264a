import FoundationEssentials
import MissionCore
import TestSupport
import Testing

@testable import Workers

/// Two planned missions in one data directory have the same numbers.
@Suite struct NumberedFoldersTests {
  private let first = Identifier<Mission>(high: 1, low: 1)
  private let second = Identifier<Mission>(high: 1, low: 2)

  @Test("a number's folder is the mission's that came first, as long as that is not over and the folder is there")
  func apart() async throws {
    let data = try TestFolder()
    let folders = NumberedFolders(data: data.path)
    func folder(_ mission: Identifier<Mission>, _ identity: String, isOver: Bool = false) async -> String {
      await folders.folder(number: "001", of: mission, identity: identity) { _ in isOver }
    }
    #expect(await folder(first, "aaaa") == "001")
    try FileManager.default.createDirectory(
      atPath: data.file("worktrees/001"), withIntermediateDirectories: true)
    #expect(await folder(second, "bbbb") == "bbbb")
    #expect(await folder(first, "aaaa") == "001")
    // Over, but its worktree is kept because something in it is unpushed.
    #expect(await folder(second, "bbbb", isOver: true) == "bbbb")
    try FileManager.default.removeItem(atPath: data.file("worktrees/001"))
    #expect(await folder(second, "bbbb", isOver: true) == "001")
    #expect(await folder(first, "aaaa") == "aaaa")
    // What is called by its identity already stays so: a fix finds its worktree again.
    try FileManager.default.createDirectory(
      atPath: data.file("worktrees/cccc"), withIntermediateDirectories: true)
    #expect(await folders.folder(number: "002", of: first, identity: "cccc") { _ in false } == "cccc")
  }

  @Test("of many who come at once one mission gets the number", arguments: 0..<5)
  func once(round: Int) async throws {
    let data = try TestFolder()
    let won = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<20 {
        group.addTask {
          await NumberedFolders(data: data.path).folder(
            number: "003", of: Identifier(high: 7, low: UInt64(number)), identity: "id\(number)"
          ) { _ in false } == "003"
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(won == 1)
  }
}
