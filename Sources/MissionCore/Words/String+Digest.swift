extension String {
  /// A digest to know a text again by: FNV-1a, 64 bits (draft-eastlake-fnv). It keeps nothing secret, and nobody is
  /// believed for having a text of the same digest.
  var digest: UInt64 { utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 } }
}
