import System

/// Makes the random part of deliveries: a UUID of version 4.
///
/// Never from the seed: a receiver that remembers GUIDs would take a second run with the same seed for duplicates.
enum GUID {
  static func random() -> String {
    var bytes = (0..<16).map { _ in UInt8.random(in: 0...255) }
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    var text = ""
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text += "-" }
      text += Hexadecimal.encode([byte])
    }
    return text
  }
}
