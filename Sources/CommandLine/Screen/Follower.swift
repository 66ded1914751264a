import Glibc

/// Shows something until it is over: on a terminal drawn in place, elsewhere told again whenever it has changed.
package struct Follower: Sendable {
  /// Where it is shown.
  package let console: Console
  /// How long between two looks.
  package let pause: Duration

  /// One with its parts.
  package init(console: Console, pause: Duration) {
    self.console = console
    self.pause = pause
  }

  /// Looks and shows until what is seen is the last.
  package func run<Document, Mark>(_ look: @Sendable () async throws -> Sight<Document, Mark>) async throws {
    guard console.redraws else { return try await append(look) }
    let screen = try Screen(console)
    let last: Sight<Document, Mark>
    do {
      last = try await draw(look, on: screen)
    } catch {
      screen.end()
      throw error
    }
    screen.end()
    // What it came to stays on the terminal.
    try console.answer(last.document, orSay: last.lines(nil))
  }

  /// Every time anew: the terminal may have another size, and times go by in what is shown.
  private func draw<Document, Mark>(
    _ look: @Sendable () async throws -> Sight<Document, Mark>, on screen: Screen
  ) async throws -> Sight<Document, Mark> {
    while true {
      let sight = try await look()
      let size = TerminalSize(of: STDOUT_FILENO) ?? .ordinary
      try screen.show(sight.lines(size), size)
      if sight.isLast { return sight }
      try await Task.sleep(for: pause)
    }
  }

  private func append<Document, Mark>(_ look: @Sendable () async throws -> Sight<Document, Mark>) async throws {
    var last: Mark?
    while true {
      let sight = try await look()
      if sight.mark != last { try console.answer(sight.document, orSay: sight.lines(nil)) }
      if sight.isLast { return }
      last = sight.mark
      try await Task.sleep(for: pause)
    }
  }
}
