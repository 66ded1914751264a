import GitHub
import GitHubSandbox
import MissionCore
import Testing

/// A mission of one issue, and webhooks of many pull requests that close it: each must become four watches, once.
///
/// The sandbox loses its own deliveries; the test posts them when and as often as it wants.
struct PullRequestFlood: Sendable {
  let world: World
  let mission: String
  let parcels: [World.Parcel]

  /// Starts the mission and opens the pull requests.
  static func begin(in world: World, count: Int) async throws -> PullRequestFlood {
    // On a busy machine the audit would bring some in before the test posts them.
    try await world.setFaults(["fail": [["status": 404, "count": 100_000, "path": "/repos/acme/shop/hooks"]]])
    try await world.openIssue("Implement auth endpoints")
    let mission = try await world.startMission(["-i", "1", "--watch-interval", "3600"])
    try await world.settle()
    for number in 0..<count {
      _ = try await world.openPull("Part \(number)", branch: "part-\(number)", body: "Closes #1")
    }
    let parcels = world.lostParcels("pull_request")
    #expect(parcels.count == count)
    return PullRequestFlood(world: world, mission: mission, parcels: parcels)
  }

  /// Checks that each of these deliveries was handled to its end once, and had its effect once.
  func expectOnce(_ acknowledged: Set<String>) async throws {
    try await world.settle()
    let dead = try await world.entries(of: "sb:default:dead").map { "\($0["id"] ?? ""): \($0["dead_reason"] ?? "")" }
    #expect(dead.isEmpty)
    let ends = try await world.ends()
    #expect(acknowledged.filter { ends[$0] != 1 }.isEmpty)
    #expect(ends.values.allSatisfy { $0 == 1 })
    let messages = try await world.entries(of: "tt:default:events:mission:\(mission)").compactMap { $0["data"] }
    let carried = messages.filter { $0.contains("four watches opened") }
    #expect(carried.count == Set(carried).count)
    #expect(carried.count >= acknowledged.count)
    let watches = try await world.mission(mission)["watch_items"].elements.compactMap { watch in
      watch["target_ref"].stringValue.map { "\($0) \(watch["kind"].stringValue ?? "")" }
    }
    #expect(watches.count == Set(watches).count)
    #expect(watches.count == 4 * carried.count)
  }
}
