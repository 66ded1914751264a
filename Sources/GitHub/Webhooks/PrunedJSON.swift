/// A webhook's JSON document as it arrives in pieces, without what only makes it large: long texts are cut, and long
/// texts and lists directly under the top that nothing here reads (a push's commits) become `null`.
///
/// What it makes of a document means the same to ``WebhookDecoder``; a document without anything long stays as it is.
/// It checks nothing: whether it is JSON is for the decoder to say.
package struct PrunedJSON {
  /// How many bytes of a text are kept, and how long a value directly under the top may be. More than any text that is
  /// used: comments have 64 KiB.
  package static let longest = 256 << 10

  private enum Skipping {
    case nothing
    /// The rest of a text; its closing quote comes next.
    case text
    /// The rest of a value directly under the top.
    case value
  }

  /// What is kept so far; the whole document once the last piece has come.
  package private(set) var document: [UInt8] = []
  private var depth = 0
  private var isInText = false
  private var isEscaped = false
  /// How long the current text is.
  private var textLength = 0
  /// Where a value directly under the top begins in the document, if it is a text or a list.
  private var valueStart: Int?
  private var isValueNext = false
  private var skipping = Skipping.nothing

  /// Nothing yet.
  package init() {}

  /// Takes the next bytes.
  package mutating func feed(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { take(byte) }
  }

  private mutating func take(_ byte: UInt8) {
    if isInText {
      takeInText(byte)
    } else {
      takeStructure(byte)
    }
    guard let start = valueStart, document.count - start > Self.longest else { return }
    document.removeSubrange(start...)
    document += Array("null".utf8)
    valueStart = nil
    skipping = .value
    // A text or list that ends with this very byte is over already.
    if depth == 1, !isInText { skipping = .nothing }
  }

  private mutating func takeInText(_ byte: UInt8) {
    textLength += 1
    let isEnd = byte == UInt8(ascii: "\"") && !isEscaped
    // Not within a character: whatever is left then would be no UTF-8. Nor behind a backslash.
    if skipping == .nothing, textLength > Self.longest, !isEscaped, byte & 0xC0 != 0x80, !isEnd { skipping = .text }
    isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    guard isEnd else {
      if skipping == .nothing { document.append(byte) }
      return
    }
    isInText = false
    switch skipping {
    case .nothing, .text:
      document.append(byte)
      skipping = .nothing
    case .value: if depth == 1 { skipping = .nothing }
    }
    if depth == 1 { valueStart = nil }
  }

  private mutating func takeStructure(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""):
      beginValue(isLong: true)
      isInText = true
      textLength = 0
      isEscaped = false
      keep(byte)
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      beginValue(isLong: byte == UInt8(ascii: "["))
      depth += 1
      keep(byte)
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      depth -= 1
      keep(byte)
      if depth <= 1 {
        valueStart = nil
        if skipping == .value { skipping = .nothing }
      }
    case UInt8(ascii: ":"):
      isValueNext = depth == 1
      keep(byte)
    case 0x20, 0x09, 0x0A, 0x0D: keep(byte)
    default:
      isValueNext = false
      keep(byte)
    }
  }

  /// A value begins; one directly under the top that may be long and is of no use then is remembered.
  private mutating func beginValue(isLong: Bool) {
    if depth == 1, isValueNext, isLong { valueStart = document.count }
    isValueNext = false
  }

  private mutating func keep(_ byte: UInt8) {
    if skipping == .nothing { document.append(byte) }
  }
}
