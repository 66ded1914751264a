import Redis

extension RedisConnection {
  /// How much of a detached body one command brings.
  private static let pieceSize = 256 << 10

  /// The raw body of a signal; nil if it has none.
  ///
  /// - Parameter limit: how many raw bytes are allowed; one more is `.compression(.tooLarge)`.
  package func rawBody(of entry: StreamEntry, limit: Int) async throws(BodyError) -> [UInt8]? {
    switch entry.body {
    case nil: return nil
    case .inline(let packed):
      do throws(ZstdError) { return try Zstd.decompress(packed, limit: limit) } catch { throw .compression(error) }
    case .detached(let key): return try await rawBody(key: key, limit: limit)
    }
  }

  private func rawBody(key: String, limit: Int) async throws(BodyError) -> [UInt8] {
    var raw: [UInt8] = []
    let unpacking = Decompression(limit: limit)
    var position = 0
    while true {
      let piece = try await piece(of: key, at: position)
      guard !piece.isEmpty || position > 0 else { throw .missing }
      do throws(ZstdError) {
        try unpacking.feed(piece) { raw.append(contentsOf: $0) }
        guard piece.count == Self.pieceSize else {
          try unpacking.finish()
          return raw
        }
      } catch {
        throw .compression(error)
      }
      position += piece.count
    }
  }

  private func piece(of key: String, at position: Int) async throws(BodyError) -> [UInt8] {
    do throws(RedisError) {
      let range: [RedisArgument] = [.integer(position), .integer(position + Self.pieceSize - 1)]
      return try await send(["GETRANGE", .text(key)] + range).bytes ?? []
    } catch {
      throw .redis(error)
    }
  }
}
