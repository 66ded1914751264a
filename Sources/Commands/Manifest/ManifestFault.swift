/// One thing that is wrong with a `mission.toml`.
struct ManifestFault: Error, Sendable, Equatable {
  /// The line it stands on, from 1, where that can be told.
  var line: Int?
  /// Which value: `overrides[2].kind`, `policy.max_parallel_items`.
  var place: String
  /// What is wrong with it: one sentence without a full stop.
  var problem: String

  /// `line 7, overrides[2].kind: …`.
  var description: String { (line.map { "line \($0), " } ?? "") + "\(place): \(problem)" }
}
