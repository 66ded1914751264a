/// The raw bytes of a packed body once more, in pieces of at most 64 KiB: a scanner can walk a body of any size
/// without having it in memory.
package final class DecompressedChunks {
  private let body: CompressedBody
  private let unpacking: Decompression
  private var packed: [UInt8] = []
  private var offset = 0
  private var position = 0

  init(of body: CompressedBody) {
    self.body = body
    unpacking = Decompression(limit: body.rawSize)
  }

  /// How much memory it takes now, in bytes.
  package var memorySize: Int { unpacking.memorySize + packed.capacity }

  /// The next piece, never empty; nil after the last.
  package func next() throws(BodyError) -> [UInt8]? {
    do throws(ZstdError) {
      while true {
        let count = try unpacking.step(packed, &offset)
        if count > 0 { return unpacking.produced(count) }
        guard offset == packed.count else { continue }
        guard position < body.size else {
          try unpacking.finish()
          return nil
        }
        packed = try refill()
      }
    } catch {
      throw .compression(error)
    }
  }

  private func refill() throws(ZstdError) -> [UInt8] {
    let piece = body.read(at: position, count: 64 << 10)
    guard !piece.isEmpty else { throw .truncated }
    position += piece.count
    offset = 0
    return piece
  }
}
