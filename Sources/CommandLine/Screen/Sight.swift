/// What a command that stays shows at one look.
package struct Sight<Document: Encodable & Sendable, Mark: Equatable & Sendable>: Sendable {
  /// What a program reads.
  package let document: Document
  /// What differs where it is worth being told again.
  package let mark: Mark
  /// Whether nothing changes any more.
  package let isLast: Bool
  /// What a person reads: fitted to the room there is, or all of it where there is no bound.
  package let lines: @Sendable (TerminalSize?) -> [String]

  /// One with its parts.
  package init(
    document: Document, mark: Mark, isLast: Bool, lines: @escaping @Sendable (TerminalSize?) -> [String]
  ) {
    self.document = document
    self.mark = mark
    self.isLast = isLast
    self.lines = lines
  }
}
