import FoundationEssentials
import TestSupport
import Testing
import Workers

@testable import Commands

@Suite struct LogFollowerTests {
  private let place: TestFolder
  private let folder: WorkerFolder

  init() throws {
    place = try TestFolder()
    folder = WorkerFolder(data: place.path, agent: "backend")
    try folder.make()
  }

  /// Writes to a run's log, in a given second: what is written within one tick of the file system's clock has one time.
  private func write(_ text: String, to log: String, second: Double = 0) throws {
    let name = "agents/backend/\(log).log"
    try place.write(place.read(name) + text, to: name)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_900_000_000 + second)], ofItemAtPath: folder.log(of: log))
  }

  @Test("what is written between the tail and the following is followed, and nothing is shown twice")
  func gap() throws {
    try write("one\ntwo\nhal", to: "first")
    var follower = try #require(LogFollower(folder))
    try write("f\nfour\n", to: "first")
    #expect(follower.tail(lines: 2) == ["one", "two"])
    #expect(follower.news() == ["half", "four"])
    #expect(follower.news().isEmpty)
  }

  @Test("a run's last words come before the next run's, and a run that begins and ends between two looks is shown")
  func runs() throws {
    try write("old\n", to: "older", second: 1)
    try write("one\n", to: "first", second: 2)
    var follower = try #require(LogFollower(folder))
    #expect(follower.log == folder.log(of: "first"))
    try write("last words\n", to: "first", second: 3)
    try write("short\n", to: "second", second: 3)
    try write("third\n", to: "third", second: 4)
    #expect(follower.news() == ["last words"])
    #expect(follower.news() == ["── \(folder.log(of: "second"))", "short"])
    #expect(follower.news() == ["── \(folder.log(of: "third"))", "third"])
    #expect(follower.news().isEmpty)
  }

  @Test("where nothing was run yet, nothing is followed, or the worker's own words are")
  func none() throws {
    #expect(LogFollower(folder) == nil)
    try place.write("Worker started\n", to: "agents/backend/supervisor.log")
    var follower = try #require(LogFollower(folder, orElse: folder.supervisorLog))
    #expect(follower.tail(lines: 40) == ["Worker started"])
    try write("begun\n", to: "first")
    #expect(follower.news() == ["── \(folder.log(of: "first"))", "begun"])
  }
}
