/// One pane of tmux in which an agent's program runs, with a person before it or not.
package struct Pane: Sendable {
  /// What tmux says of a pane.
  package struct Facts: Hashable, Sendable {
    /// The program in front.
    package let command: String
    /// What its program wrote as its title.
    let title: String
    /// Whether its program has ended.
    let isDead: Bool
    /// Whether somebody scrolls or chooses in it.
    let isInMode: Bool

    /// Whether a plain shell waits there: a line typed into it would be run as a command.
    package var isShell: Bool {
      let name = command.split(separator: "/").last.map(String.init) ?? command
      return ["sh", "bash", "zsh", "fish", "dash", "ash", "ksh", "tcsh", "csh", "nu", "xonsh", "elvish"].contains(
        name.hasPrefix("-") ? String(name.dropFirst()) : name)
    }

    /// Whether the title shows that something is being done: agents turn a wheel in front of it.
    var hasWheel: Bool {
      guard let first = title.unicodeScalars.first else { return false }
      return (0x2801...0x28FF).contains(first.value)
    }
  }

  /// What stands in the way of typing a line.
  package enum Hindrance: Hashable, Sendable {
    /// It is not there.
    case missing
    /// Its program has ended.
    case dead
    /// A plain shell is in front.
    case shell(String)
    /// Something is going on in it, or a person reads in it.
    case busy
  }

  /// How long nothing may change before a pane counts as quiet.
  static let quiet = Duration.milliseconds(1_500)
  /// How long a line has to show before Enter is pressed again.
  private static let echo = Duration.milliseconds(300)

  /// The server it belongs to.
  package let tmux: Tmux
  /// `%3`: tmux's own name of it, which no window or session that comes and goes changes.
  package let id: String

  /// The pane that a word means: `%3`, or `session:window.pane`. Nil where there is none.
  package static func find(_ word: String, on tmux: Tmux) async -> Pane? {
    guard !word.isEmpty, !word.hasPrefix("-"), word.allSatisfy({ !$0.isNewline }) else { return nil }
    let answer = await tmux.answer(to: "display-message", "-p", "-t", word, "#{pane_id}")
    guard answer.isSuccess, answer.output.hasPrefix("%") else { return nil }
    // Of a name that means nothing tmux may show another pane: only its own names are believed as they are.
    if word.hasPrefix("%"), answer.output != word { return nil }
    return Pane(tmux: tmux, id: answer.output)
  }

  /// The pane of that name, which may be gone.
  package init(tmux: Tmux, id: String) {
    self.tmux = tmux
    self.id = id
  }

  /// What tmux says of it; nil where it lists no such pane, in any window of any session.
  package var facts: Facts? {
    get async {
      let form = "#{pane_id}\t#{pane_dead}\t#{pane_in_mode}\t#{pane_current_command}\t#{pane_title}"
      let answer = await tmux.answer(to: "list-panes", "-a", "-F", form)
      guard answer.isSuccess else { return nil }
      for line in answer.output.split(separator: "\n") {
        let fields = line.split(separator: "\t", maxSplits: 4, omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 5, fields[0] == id else { continue }
        return Facts(command: fields[3], title: fields[4], isDead: fields[1] == "1", isInMode: fields[2] != "0")
      }
      return nil
    }
  }

  /// What is on its screen; nil where it cannot be read.
  ///
  /// - Parameter history: how many lines above the screen as well.
  func screen(history: Int = 0) async -> String? {
    let answer = await tmux.answer(to: "capture-pane", "-p", "-t", id, "-S", "-\(history)")
    return answer.isSuccess ? answer.output : nil
  }

  /// Whether neither the list of panes nor its own screen shows that it is there. One sign alone is none: a list may be
  /// that of a server which is just starting again.
  var isMissing: Bool {
    get async {
      guard await facts == nil else { return false }
      return await screen() == nil
    }
  }

  /// What stands in the way of typing a line now; nil where nothing does.
  package var hindrance: Hindrance? {
    get async {
      guard let facts = await facts else { return .missing }
      if facts.isDead { return .dead }
      if facts.isShell { return .shell(facts.command) }
      if facts.isInMode || facts.hasWheel { return .busy }
      guard let before = await screen() else { return .busy }
      try? await Task.sleep(for: Self.quiet)
      let after = await screen()
      return after == before ? nil : .busy
    }
  }

  /// Types one line. Where an agent's input takes a quick line for something pasted, and its end for a part of that,
  /// Enter is pressed once more.
  func type(_ line: String) async -> Bool {
    guard line.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }),
      await tmux.answer(to: "send-keys", "-t", id, "-l", "--", line).isSuccess
    else { return false }
    try? await Task.sleep(for: Self.echo)
    let typed = await screen()
    guard await tmux.answer(to: "send-keys", "-t", id, "Enter").isSuccess else { return false }
    try? await Task.sleep(for: Self.echo)
    let shown = await screen()
    if let typed, shown == typed { _ = await tmux.answer(to: "send-keys", "-t", id, "Enter") }
    return true
  }
}

extension Pane.Hindrance: CustomStringConvertible {
  /// What it is, without a full stop.
  package var description: String {
    switch self {
    case .missing: "is not there"
    case .dead: "has ended"
    case .shell(let name): "is a plain shell (\(name)): what is typed there would be run"
    case .busy: "is busy"
    }
  }
}
