/// The last message that an agent said in a turn, put together from its pieces: what it does in between ends one.
struct ACPMessageText: Sendable {
  /// How much of a message is kept: its end.
  private static let longest = 64 << 10

  private var text = ""
  private var id: String?
  private var isWhole = false

  /// The last message, without the blanks around it; nil where nothing was said.
  var last: String? {
    let words = text.drop { $0.isWhitespace }
    return words.isEmpty ? nil : String(words)
  }

  /// Adds a piece; returns what belongs into the log.
  mutating func add(_ piece: String, of id: String?) -> String {
    // Blanks between two acts are no message.
    guard !(isWhole && piece.allSatisfy(\.isWhitespace)) else { return "" }
    let isNext = isWhole || (id != nil && self.id != nil && id != self.id)
    let gap = isNext && !isWhole ? interruption : ""
    if isNext { text = "" }
    isWhole = false
    self.id = id ?? self.id
    text += piece
    if text.utf8.count > 2 * Self.longest { text = String(text.suffix(Self.longest)) }
    return gap + piece
  }

  /// Something else happens: the next piece begins a message. Returns what the log needs before it.
  var interruption: String {
    mutating get {
      defer { isWhole = true }
      return isWhole || text.isEmpty || text.last?.isNewline == true ? "" : "\n"
    }
  }
}
