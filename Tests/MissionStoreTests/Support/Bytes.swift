import MissionStore
import TestSupport

/// Bytes that do not pack.
func randomBytes(_ count: Int) -> [UInt8] {
  var generator = SystemRandomNumberGenerator()
  return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
    for index in stride(from: 0, to: count, by: 8) {
      let word = generator.next()
      for offset in 0..<min(8, count - index) {
        buffer[index + offset] = UInt8(truncatingIfNeeded: word >> (offset * 8))
      }
    }
    filled = count
  }
}

/// Bytes that pack well, as JSON does.
func patternBytes(_ count: Int) -> [UInt8] {
  let line = Array(#"{"action":"completed","conclusion":"success"},"#.utf8)
  return (0..<count).map { $0 % 997 == 0 ? UInt8(truncatingIfNeeded: $0) : line[$0 % line.count] }
}

/// A body that came in pieces.
func packed(
  _ raw: [UInt8], pieceSize: Int, in directory: TestFolder, memoryLimit: Int = 1 << 20
) throws -> CompressedBody {
  let compressor = BodyCompressor(directory: directory.path, memoryLimit: memoryLimit)
  try raw.withUnsafeBytes { bytes in
    for start in stride(from: 0, to: bytes.count, by: pieceSize) {
      try compressor.append(UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + pieceSize, bytes.count)]))
    }
  }
  return try compressor.finish()
}

/// The raw bytes of a body, piece by piece.
func unpacked(_ body: CompressedBody) throws -> [UInt8] {
  var raw: [UInt8] = []
  let chunks = body.decompressedChunks()
  while let chunk = try chunks.next() { raw += chunk }
  return raw
}
