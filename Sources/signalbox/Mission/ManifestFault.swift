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

/// Everything that is wrong with a `mission.toml`, together.
struct ManifestFaults: Error, Sendable, Equatable {
  /// At least one, in the order of the file's lines where known.
  var faults: [ManifestFault]

  /// The failure a command ends with.
  func failure(path: String) -> CommandFailure {
    let name = path.printable(limit: 200)
    if faults.count == 1 {
      return CommandFailure(.badData, "\(name): \(faults[0].description)", hint: "mend it, then start again")
    }
    let lines = faults.map { "\n  \($0.description)" }.joined()
    return CommandFailure(.badData, "\(name) has \(faults.count) faults:\(lines)", hint: "mend them, then start again")
  }
}
