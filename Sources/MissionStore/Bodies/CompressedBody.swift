import Redis

/// A body packed with zstd: in memory while it is small, in an unlinked temporary file beyond that.
package struct CompressedBody: RedisPayload {
  enum Storage: Sendable {
    case memory([[UInt8]])
    case file(SpillFile)
  }

  /// Packed size in bytes.
  package let size: Int
  /// Size in bytes before packing.
  package let rawSize: Int
  let storage: Storage

  init(storage: Storage, size: Int, rawSize: Int) {
    self.storage = storage
    self.size = size
    self.rawSize = rawSize
  }

  /// Packs bytes in one go; they and the result are in memory.
  package init(compressing bytes: [UInt8]) throws(BodyError) {
    do throws(ZstdError) {
      let packed = try Zstd.compress(bytes)
      self.init(storage: .memory([packed]), size: packed.count, rawSize: bytes.count)
    } catch {
      throw .compression(error)
    }
  }

  /// Its pieces; nil where it was spilled into a file.
  package var inMemory: [[UInt8]]? {
    switch storage {
    case .memory(let pieces): pieces
    case .file: nil
    }
  }

  /// The raw bytes once more, in pieces.
  package func decompressedChunks() -> DecompressedChunks { DecompressedChunks(of: self) }

  /// Up to `count` packed bytes from `position` on; fewer at the end of a piece, none at the end or where the file
  /// cannot be read.
  package func read(at position: Int, count: Int) -> [UInt8] {
    switch storage {
    case .file(let file): return file.read(at: position, count: count)
    case .memory(let pieces):
      var rest = position
      for piece in pieces {
        if rest < piece.count { return Array(piece[rest..<min(rest + count, piece.count)]) }
        rest -= piece.count
      }
      return []
    }
  }
}
