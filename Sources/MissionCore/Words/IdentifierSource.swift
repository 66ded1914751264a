/// Makes the identities of everything a mission creates, from the mission's own random identity and a running number.
///
/// The core knows no randomness: the same mission that sees the same events makes the same identities, so a replay ends
/// in the same state. The numbers are mixed by SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number
/// generators", OOPSLA 2014), which is a bijection, so two numbers of one mission never give one identity.
package struct IdentifierSource: Hashable, Sendable, Codable {
  private let seed: UInt64
  private var used: UInt64 = 0

  /// A source for the things of one mission.
  package init(for mission: Identifier<Mission>) {
    // FNV-1a over the text: the seed need not be secret, only differ between missions.
    seed = mission.text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  /// The next identity; never one this source gave before.
  package mutating func next<Subject>() -> Identifier<Subject> {
    used += 1
    return Identifier(
      high: Self.mixed(seed &+ used &* 0x9E37_79B9_7F4A_7C15), low: Self.mixed(seed ^ used << 1 ^ 0x5AFE))
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
