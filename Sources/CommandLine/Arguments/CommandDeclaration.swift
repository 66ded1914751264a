/// A command as it is declared; parsing and `--help` both follow from this.
package struct CommandDeclaration: Sendable, Equatable {
  /// Its words: `["mission", "start"]`.
  package let path: [String]
  /// What it does, in one line.
  package let summary: String
  /// Its bare arguments in order.
  package let operands: [Operand]
  /// Its own flags, besides those every command has.
  package let flags: [Flag]
  /// Command lines that show it in use.
  package let examples: [String]
  /// Whether the flags that only the service reads (listeners, secrets, tick) belong to it.
  package let isService: Bool
  /// Whether what stands behind `--` is for another program.
  package let passesWords: Bool

  /// A declaration with its parts.
  package init(
    _ path: String, _ summary: String, operands: [Operand] = [], flags: [Flag] = [], examples: [String],
    isService: Bool = false, passesWords: Bool = false
  ) {
    self.path = path.split(separator: " ").map(String.init)
    self.summary = summary
    self.operands = operands
    self.flags = flags
    self.examples = examples
    self.isService = isService
    self.passesWords = passesWords
  }

  /// Its words as they are typed.
  package var name: String { path.joined(separator: " ") }

  /// All its flags: its own, the town's, the service's where it is one, and those of every command. A program that is
  /// one command by itself has only its own.
  package var allFlags: [Flag] {
    if path.isEmpty { return flags + [SharedFlags.help] }
    return flags + SharedFlags.town + (isService ? SharedFlags.service : []) + SharedFlags.everywhere
  }
}
