import CommandLine
import MissionStore

extension Town {
  /// Names the towns that exist where nothing is known of this one: a quiet empty list looks the same for a town that
  /// is empty and for one that was misspelt.
  package func nameOthersIfUnknown() async throws {
    guard try await store.isUnknown else { return }
    let others = try await store.townNames(limit: 20).map(\.quotedForPeople)
    console.remark(
      "nothing is known of town \(configuration.town.quotedForPeople)"
        + (others.isEmpty ? "; there is no other in this Redis" : "; there are \(others.joined(separator: ", "))"))
  }
}
