/// How an agent says what becomes of its task, as its prompt spells it out.
package enum ReportingWay: Hashable, Sendable {
  /// By commands. The flags find the town from anywhere, quoted for a shell, each with a blank before it.
  case commands(townFlags: String)
  /// Over HTTP, at the address and with the token by which it asked for the task: it may have neither the program nor
  /// the town's directory.
  case http

  /// What stands for a field of a report.
  enum Example {
    /// One of our own words, or several to choose from.
    case word(String)
    /// A text that the agent writes.
    case text(String)
  }

  /// What has to be known before a report is made this way; nothing, or a paragraph.
  var preface: String {
    switch self {
    case .commands: ""
    case .http: "As JSON, at the address and with the token by which you asked for this task.\n\n"
    }
  }

  /// What ends a task: `verb` is `done` or `fail`.
  func ending(_ verb: String, _ task: WorkTask, _ fields: KeyValuePairs<String, Example>) -> String {
    switch self {
    case .commands(let townFlags):
      "signalbox task \(verb) \(task.id)\(Self.claimFlag(task))\(townFlags)\(Self.flags(fields))"
    case .http: "POST /api/v1/tasks/\(task.id)/\(verb) \(Self.json(task, fields))"
    }
  }

  /// A sign of life of who holds a task.
  func heartbeat(_ task: WorkTask, of agent: Identifier<Agent>) -> String {
    switch self {
    case .commands(let townFlags): "signalbox agent heartbeat \(agent)\(townFlags)"
    case .http: "POST /api/v1/tasks/\(task.id)/heartbeat \(Self.json(task, [:]))"
    }
  }

  /// A verdict on an assertion `ID`, by who holds the validation.
  func verdict(_ task: WorkTask) -> String {
    let fields: KeyValuePairs<String, Example> = [
      "status": .word("passing|failing|blocked"), "evidence": .text("…"), "task": .word(task.id.text),
    ]
    return switch self {
    case .commands(let townFlags):
      "signalbox validate assert ID\(Self.flags(fields))\(Self.claimFlag(task))\(townFlags)"
    case .http: "POST /api/v1/assertions/ID \(Self.json(task, fields))"
    }
  }

  /// How to tell of work that was come upon and not done.
  var discoveries: String {
    switch self {
    case .commands: #"`--discovered "…"`, once for each"#
    case .http: #"`"discovered":["…"]`"#
    }
  }

  /// How to say that work needs no pull request.
  var withoutPullRequest: String {
    switch self {
    case .commands: "`--no-pull-request`"
    case .http: #"`"no_pull_request":true`"#
    }
  }

  private static func claimFlag(_ task: WorkTask) -> String { task.lease?.claim.map { " --claim \($0)" } ?? "" }

  private static func flags(_ fields: KeyValuePairs<String, Example>) -> String {
    fields.map { name, example in
      switch example {
      case .word(let word): " --\(name) \(word)"
      case .text(let text): " --\(name) \"\(text)\""
      }
    }.joined()
  }

  private static func json(_ task: WorkTask, _ fields: KeyValuePairs<String, Example>) -> String {
    let claim = task.lease?.claim.map { [("claim", $0)] } ?? []
    let told = fields.map { name, example in
      switch example {
      case .word(let text), .text(let text): (String(name.map { $0 == "-" ? "_" : $0 }), text)
      }
    }
    return "{" + (claim + told).map { #""\#($0)":"\#($1)""# }.joined(separator: ",") + "}"
  }
}
