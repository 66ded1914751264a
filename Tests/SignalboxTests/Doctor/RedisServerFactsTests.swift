import MissionCore
import MissionStore
import Redis
import Testing

@testable import Commands

@Suite struct RedisServerFactsTests {
  @Test("a real Redis tells how durable it is, what it evicts, and what time it is there")
  func real() async throws {
    let town = try await CommandTown()
    let plain = try await RedisServerFacts(town.connection)
    #expect(plain.version >= .oldestSupported)
    #expect(plain.appendonly == "no")
    #expect(plain.appendfsync == "everysec")
    #expect(plain.maxmemory == 0)
    #expect(plain.maxmemoryPolicy == "noeviction")
    #expect(plain.writeProblem == nil)
    #expect(plain.time > Timestamp(milliseconds: 1_700_000_000_000))

    for (name, value) in [("appendonly", "yes"), ("appendfsync", "always"), ("maxmemory", "50000000")] {
      try await town.connection.send(["CONFIG", "SET", .text(name), .text(value)])
    }
    let safe = try await RedisServerFacts(town.connection)
    #expect(safe.appendonly == "yes")
    #expect(safe.appendfsync == "always")
    #expect(safe.maxmemory == 50_000_000)
  }

  @Test("where the configuration may not be read, the rest is still told")
  func forbidden() async throws {
    let town = try await CommandTown()
    try await town.connection.send(["ACL", "SETUSER", "default", "-config"])
    let facts = try await RedisServerFacts(town.connection)
    #expect(facts.appendonly == "no")
    #expect(facts.appendfsync == nil)
    #expect(facts.maxmemoryPolicy == nil)
    #expect(facts.maxmemory == nil)
  }

  /// A setting, and how bad that is.
  struct Row: Sendable {
    let subject: String
    let level: Finding.Level
    let change: @Sendable (inout RedisServerFacts) -> Void

    init(_ subject: String, _ level: Finding.Level, _ change: @escaping @Sendable (inout RedisServerFacts) -> Void) {
      self.subject = subject
      self.level = level
      self.change = change
    }
  }

  @Test(
    "doctor judges each setting, and a fault has a remedy",
    arguments: [
      Row("redis durability", .ok) { _ in }, Row("redis durability", .fault) { $0.appendonly = "no" },
      Row("redis durability", .warning) { $0.appendfsync = "everysec" },
      Row("redis durability", .warning) { $0.appendfsync = nil },
      Row("redis memory", .ok) { _ in }, Row("redis memory", .warning) { $0.maxmemoryPolicy = "allkeys-lru" },
      Row("redis memory", .fault) { facts in
        facts.maxmemoryPolicy = "allkeys-lru"
        facts.maxmemory = 1_000
      },
      Row("redis memory", .warning) { $0.maxmemoryPolicy = nil },
      Row("redis writes", .fault) { $0.writeProblem = "the disk is full" }, Row("redis clock", .ok) { _ in },
      Row("redis clock", .warning) { $0.time = $0.time.adding(seconds: 60) },
      Row("redis clock", .warning) { $0.time = $0.time.adding(seconds: -60) },
    ])
  func judged(row: Row) async throws {
    let town = try await CommandTown()
    var facts = try await RedisServerFacts(town.connection)
    facts.appendonly = "yes"
    facts.appendfsync = "always"
    facts.time = Played.start
    row.change(&facts)
    let finding = try #require(TownCheck.findings(of: facts, at: Played.start).first { $0.subject == row.subject })
    #expect(finding.level == row.level)
    #expect(finding.level == .ok || finding.remedy?.isEmpty == false)
  }

  @Test(
    "doctor warns before the disk of the data directory is full",
    arguments: [(nil, false), (180 << 10, true), (255 << 20, true), (256 << 20, false)] as [(Int?, Bool)])
  func room(free: Int?, warns: Bool) {
    #expect((DataDirectoryCheck.space(free: free)?.level == .warning) == warns)
  }
}
