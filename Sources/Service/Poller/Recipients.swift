import MissionCore

/// Which missions have been given a thing's facts by this process: only they may be told "unchanged".
struct Recipients<Thing: Hashable> {
  private var missions: [Thing: Set<Identifier<Mission>>] = [:]

  /// Whether each of these missions was given the thing's facts.
  func contains(_ thing: Thing, by asking: [Identifier<Mission>]) -> Bool {
    missions[thing].map { $0.isSuperset(of: asking) } ?? false
  }

  /// These missions were given the thing's facts.
  mutating func note(_ thing: Thing, by asking: [Identifier<Mission>]) {
    // A bound, not a cache policy: what is forgotten is fetched in full once more.
    if missions.count > 10_000 { missions = [:] }
    missions[thing, default: []].formUnion(asking)
  }

  /// Nobody counts as having been given the thing's facts any more.
  mutating func forget(_ thing: Thing) { missions[thing] = nil }
}
