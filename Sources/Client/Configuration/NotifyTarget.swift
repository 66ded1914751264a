package import CommandLine

/// Where notices go: an address that takes a POST, or a program that reads standard input.
package struct NotifyTarget: Sendable, Equatable {
  /// How a notice gets there.
  package enum Way: Sendable, Equatable {
    /// An `https` address; `http` only on this machine.
    case address(String)
    /// A program and its arguments; no shell reads them.
    case program([String])
  }

  /// How the configuration spells it; the town keeps its notices under this name.
  package let spelling: String
  /// How a notice gets there.
  package let way: Way

  /// Reads `https://…` or `exec:PROGRAM ARGUMENTS…`.
  package static func read(_ text: String) -> Result<NotifyTarget, ConfigurationProblem> {
    if text.hasPrefix("exec:") {
      let words = text.dropFirst("exec:".count).split(whereSeparator: \.isWhitespace).map(String.init)
      guard !words.isEmpty else { return .failure("exec: names no program") }
      return .success(NotifyTarget(spelling: text, way: .program(words)))
    }
    // The address itself may be secret; it is never repeated.
    let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    guard isPlain, let base = WebAddress(String(text.prefix { !"?#".contains($0) })) else {
      return .failure("it is neither an https address nor exec:PROGRAM")
    }
    guard base.isPrivate else { return .failure("http is for this machine only") }
    return .success(NotifyTarget(spelling: text, way: .address(text)))
  }

  /// What a log says of it: a path or query may be as good as a password.
  package var forPeople: String {
    switch way {
    case .address(let url): String(url.prefix { $0 != "?" }.split(separator: "/").prefix(2).joined(separator: "//"))
    case .program(let words): "exec:\(words[0].printable(limit: 200))"
    }
  }
}
