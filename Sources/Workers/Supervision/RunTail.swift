/// The last words of a run, as far as they become a reason.
struct RunTail: Sendable {
  private static let longest = 4_000

  private var bytes: [UInt8] = []

  /// Takes in the next words.
  mutating func take(_ words: some Collection<UInt8>) {
    bytes += words
    if bytes.count > 16 * Self.longest { bytes.removeFirst(bytes.count - Self.longest) }
  }

  /// Printable; empty where nothing was said.
  var text: String { OutputReader.printable(bytes.suffix(Self.longest)) ?? "" }
}
