/// Cuts a stream of bytes into lines; of one that is too long only that it was there is left.
struct LineSplitter: Sendable {
  /// One line.
  enum Line: Hashable, Sendable {
    /// Its bytes, without the end.
    case whole([UInt8])
    /// It had more bytes than are kept.
    case tooLong
  }

  let longest: Int
  private var begun: [UInt8] = []

  /// - Parameter longest: how many bytes of a line are kept.
  init(longest: Int) { self.longest = longest }

  /// The lines that end in these bytes.
  mutating func take(_ bytes: ArraySlice<UInt8>) -> [Line] {
    var lines: [Line] = []
    var rest = bytes
    while let end = rest.firstIndex(of: 0x0A) {
      keep(rest[..<end])
      lines.append(begun.count > longest ? .tooLong : .whole(begun))
      begun.removeAll(keepingCapacity: begun.count < 1 << 16)
      rest = rest[(end + 1)...]
    }
    keep(rest)
    return lines
  }

  private mutating func keep(_ bytes: ArraySlice<UInt8>) {
    if begun.count <= longest { begun += bytes.prefix(longest + 1 - begun.count) }
  }
}
