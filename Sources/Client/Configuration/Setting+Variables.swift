import CommandLine

extension Setting {
  /// What an agent's run finds in its environment, and what is no setting of this table.
  private static let others = [
    "SIGNALBOX_AGENT", "SIGNALBOX_CLAIM", "SIGNALBOX_TASK", "SIGNALBOX_MISSION", "SIGNALBOX_ITEM", "SIGNALBOX_BRANCH",
    "SIGNALBOX_PROMPT_FILE", "SIGNALBOX_NOTIFY_SECRET", "SIGNALBOX_LIVES", "SIGNALBOX_BUILD",
  ]

  /// The variables that begin with `SIGNALBOX_` and that nothing here reads, by name, with the nearest that is read.
  static func unknownVariables(in environment: [String: String]) -> [String] {
    let known = all.flatMap { $0.variables.flatMap { [$0, "\($0)_FILE"] } } + others
    return environment.keys.filter { $0.hasPrefix("SIGNALBOX_") && !known.contains($0) }.sorted().map { name in
      let nearest = known.min { Spelling.distance(Array(name), Array($0)) < Spelling.distance(Array(name), Array($1)) }
      let isNear = nearest.map { Spelling.distance(Array(name), Array($0)) <= $0.count / 3 } ?? false
      return name.printable(limit: 64) + (isNear ? " (did you mean \(nearest ?? "")?)" : "")
    }
  }
}
