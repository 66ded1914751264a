package import Redis

/// The raw body of a signal in pieces of at most 64 KiB, for whoever need not have it whole.
package struct BodyPieces {
  /// How much of a packed body one command brings, or one step unpacks.
  private static let pieceSize = 256 << 10

  private enum Source {
    case memory([UInt8])
    case redis(RedisConnection, key: String)
  }

  private let source: Source
  private let unpacking: Decompression
  private var packed: [UInt8] = []
  private var offset = 0
  private var position = 0
  private var isLast = false

  /// The body of a signal; nil if it has none.
  ///
  /// - Parameter limit: how many raw bytes are allowed; one more is `.compression(.tooLarge)`.
  package init?(of entry: StreamEntry, over connection: RedisConnection, limit: Int) {
    switch entry.body {
    case nil: return nil
    case .inline(let packed): source = .memory(packed)
    case .detached(let key): source = .redis(connection, key: key)
    }
    unpacking = Decompression(limit: limit)
  }

  /// The next piece, never empty; nil after the last.
  package mutating func next() async throws(BodyError) -> [UInt8]? {
    while true {
      do throws(ZstdError) {
        let count = try unpacking.step(packed, &offset)
        if count > 0 { return unpacking.produced(count) }
        if offset < packed.count { continue }
        if isLast {
          try unpacking.finish()
          return nil
        }
      } catch {
        throw .compression(error)
      }
      try await refill()
    }
  }

  private mutating func refill() async throws(BodyError) {
    switch source {
    case .memory(let whole):
      packed = whole
      isLast = true
    case .redis(let connection, let key):
      do throws(RedisError) {
        let range: [RedisArgument] = [.integer(position), .integer(position + Self.pieceSize - 1)]
        packed = try await connection.send(["GETRANGE", .text(key)] + range).bytes ?? []
      } catch {
        throw .redis(error)
      }
      guard !packed.isEmpty || position > 0 else { throw .missing }
      position += packed.count
      isLast = packed.count < Self.pieceSize
    }
    offset = 0
  }
}
