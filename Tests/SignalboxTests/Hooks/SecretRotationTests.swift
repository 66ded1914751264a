import FoundationEssentials
import GitHub
import MissionCore
import MissionStore
import Synchronization
import TestSupport
import Testing

@testable import Client
@testable import CommandLine
@testable import Commands

@Suite struct SecretRotationTests {
  /// A town, and a file with one secret.
  private struct Place {
    let town: CommandTown
    let session: Session
    let rotation: SecretRotation
    var file: String { "\(town.directory)/secret" }

    init(_ secrets: String..., at now: Timestamp = Played.start) async throws {
      town = try await CommandTown()
      try Data(secrets.map { $0 + "\n" }.joined().utf8).write(to: URL(filePath: "\(town.directory)/secret"))
      session = try Self.session(town, ["webhook-secret-file": "secret"], [:], at: now)
      rotation = try SecretRotation(session)
    }

    /// What a command finds that runs now.
    static func session(
      _ town: CommandTown, _ flags: [String: String], _ environment: [String: String], at now: Timestamp
    ) throws -> Session {
      var surroundings = Surroundings.ofProcess
      surroundings.environment = environment
      surroundings.workingDirectory = town.directory
      surroundings.now = { now }
      let place = ["town": town.keys.town, "redis": "unix://\(town.directory)/r.sock"]
      return Session(
        configuration: try Configuration.read(
          flags: place.merging(flags) { $1 }, surroundings: surroundings, secrets: true),
        surroundings: surroundings,
        console: Console(isJSON: true, surroundings: surroundings, output: { _ in }, errors: { _ in }))
    }

    /// The lines of the file.
    var lines: [String] {
      get throws {
        try String(decoding: Data(contentsOf: URL(filePath: file)), as: UTF8.self).split(separator: "\n")
          .map(String.init)
      }
    }

    func fingerprint(_ secret: String) async throws -> String {
      try await rotation.fingerprint(of: try Secret(secret))
    }

    /// A receiver takes these secrets, and has seen these uses.
    func receive(_ secrets: [String], uses: [String: Int] = [:], at time: Timestamp = Played.start) async throws {
      var taking: [String] = []
      for secret in secrets { taking.append(try await fingerprint(secret)) }
      var counts: [String: (count: Int, last: Timestamp)] = [:]
      for (secret, count) in uses { counts[try await fingerprint(secret)] = (count, time) }
      try await town.store.noteReceiver("host:1", taking: taking, uses: counts, hooks: [:])
    }
  }

  @Test("the new secret stands behind the old one, and a rotation that was broken off goes on with it")
  func introduce() async throws {
    let place = try await Place("old")
    let new = try await place.rotation.introduce(nil)
    let lines = try place.lines
    #expect(lines.count == 2)
    #expect(lines.first == "old")
    #expect(try Secret(lines[1]) == new)
    let later = try Place.session(place.town, ["webhook-secret-file": "secret"], [:], at: Played.start)
    #expect(try await SecretRotation(later).introduce(nil) == new)
    #expect(try place.lines == lines)
  }

  @Test("a secret from a file is taken as it is")
  func given() async throws {
    let place = try await Place("old")
    try Data("mine\n".utf8).write(to: URL(filePath: "\(place.town.directory)/new"))
    #expect(try await place.rotation.introduce("new") == Secret("mine"))
    #expect(try place.lines == ["old", "mine"])
  }

  @Test("GitHub is not told before every receiver takes the new secret")
  func waits() async throws {
    let place = try await Place("old")
    try Data("mine\n".utf8).write(to: URL(filePath: "\(place.town.directory)/new"))
    try await place.receive(["old"])
    let isTaken = Flag()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        _ = try await place.rotation.introduce("new")
        #expect(isTaken.value.withLock { $0 })
      }
      try await eventually("the file to be written") { try place.lines.count == 2 }
      isTaken.value.withLock { $0 = true }
      try await place.receive(["old", "mine"])
      try await group.waitForAll()
    }
  }

  /// A word between tasks.
  private final class Flag: Sendable {
    let value = Mutex(false)
  }

  /// Who has used what when the end is asked for, so many hours after, and whether it comes.
  struct Ending: Sendable {
    let uses: [String: Int]
    let hoursLater: Int
    let isGranted: Bool
  }

  @Test(
    "the old secret goes only when the new one is in use and the old one has not been for so long",
    arguments: [
      Ending(uses: [:], hoursLater: 100, isGranted: false), Ending(uses: ["old": 1], hoursLater: 100, isGranted: false),
      Ending(uses: ["old": 1, "new": 1], hoursLater: 23, isGranted: false),
      Ending(uses: ["new": 1], hoursLater: 23, isGranted: false),
      Ending(uses: ["old": 1, "new": 1], hoursLater: 24, isGranted: true),
      Ending(uses: ["new": 1], hoursLater: 24, isGranted: true),
    ])
  func finish(ending: Ending) async throws {
    let place = try await Place("old", "new", at: Played.start.adding(seconds: ending.hoursLater * 3600))
    try await place.receive(["old", "new"], uses: ending.uses)
    // The receiver's word is old by now: nobody has to be waited for.
    let fingerprint = try await place.fingerprint("old")
    guard ending.isGranted else {
      await #expect(throws: CommandFailure.self) { try await place.rotation.finish(unusedHours: 24) }
      #expect(try place.lines == ["old", "new"])
      return
    }
    #expect(try await place.rotation.finish(unusedHours: 24) == [fingerprint])
    #expect(try place.lines == ["new"])
    #expect(try await place.town.store.secretUses()[fingerprint] == nil)
  }

  @Test("one secret alone cannot be dropped, and one from the environment cannot be rotated")
  func refusals() async throws {
    let place = try await Place("only")
    await #expect(throws: CommandFailure.self) { try await place.rotation.finish(unusedHours: 0) }
    let fixed = try Place.session(place.town, [:], ["SIGNALBOX_WEBHOOK_SECRET": "fixed"], at: Played.start)
    #expect(throws: CommandFailure.self) { try SecretRotation(fixed) }
  }
}
