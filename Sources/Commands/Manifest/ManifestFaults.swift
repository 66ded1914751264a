import CommandLine

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
