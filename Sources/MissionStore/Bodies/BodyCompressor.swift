import CZstd

/// Packs a body while it arrives, with a bound on the memory it takes: some 64 KiB of raw bytes while it is small, then
/// a compressor and at most `memoryLimit` of packed bytes, then a compressor and a temporary file.
///
/// For one body and one thread at a time.
package final class BodyCompressor {
  private enum State {
    /// Small so far: packed in one go at the end, with a context that many share.
    case gathering([UInt8])
    /// Packed as it comes, into memory.
    case packing(Compression, [[UInt8]])
    /// Packed as it comes, into a file.
    case spilling(Compression, SpillFile)
    /// Given out.
    case finished
  }

  /// Bodies up to this size are packed in one go; GitHub's usual ones have 10 to 30 kB.
  private static let gatheringLimit = 64 << 10

  /// How many bytes have come.
  package private(set) var rawSize = 0
  private var size = 0
  private let directory: String
  private let memoryLimit: Int
  private var state = State.gathering([])

  /// - Parameters:
  ///   - directory: where temporary files go; it must exist when a large body comes.
  ///   - memoryLimit: how many packed bytes may stay in memory.
  package init(directory: String, memoryLimit: Int = 1 << 20) {
    self.directory = directory
    self.memoryLimit = memoryLimit
  }

  /// How much memory it takes now, in bytes; zstd says its part itself.
  package var memorySize: Int {
    switch state {
    case .gathering(let gathered): gathered.capacity
    case .packing(let compression, let pieces): pieces.reduce(compression.memorySize) { $0 + $1.capacity }
    case .spilling(let compression, _): compression.memorySize
    case .finished: 0
    }
  }

  /// Takes the next bytes. After an error the body is lost; only dropping the compressor makes sense then.
  package func append(_ bytes: UnsafeRawBufferPointer) throws(BodyError) {
    guard !bytes.isEmpty else { return }
    rawSize += bytes.count
    if case .gathering(var gathered) = state {
      state = .finished
      guard gathered.count + bytes.count > Self.gatheringLimit else {
        gathered.append(contentsOf: bytes)
        state = .gathering(gathered)
        return
      }
      state = .packing(Compression(), [])
      try gathered.withUnsafeBufferPointer { buffer throws(BodyError) in
        try pack(UnsafeRawBufferPointer(buffer), isLast: false)
      }
    }
    try pack(bytes, isLast: false)
  }

  /// The packed body. Called once, at the end.
  package func finish() throws(BodyError) -> CompressedBody {
    defer { state = .finished }
    if case .gathering(let gathered) = state { return try CompressedBody(compressing: gathered) }
    try pack(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
    switch state {
    case .packing(_, let pieces): return CompressedBody(storage: .memory(pieces), size: size, rawSize: rawSize)
    case .spilling(_, let file): return CompressedBody(storage: .file(file), size: size, rawSize: rawSize)
    case .gathering, .finished: preconditionFailure("Invalid state: a body is finished once")
    }
  }

  private func pack(_ bytes: UnsafeRawBufferPointer, isLast: Bool) throws(BodyError) {
    let compression: Compression
    switch state {
    case .packing(let running, _), .spilling(let running, _): compression = running
    case .gathering, .finished: preconditionFailure("Invalid state: bytes after the end of a body")
    }
    try compression.feed(bytes, isLast: isLast) { piece throws(BodyError) in try keep(piece) }
  }

  private func keep(_ piece: UnsafeRawBufferPointer) throws(BodyError) {
    size += piece.count
    switch state {
    case .spilling(_, let file): try file.append(piece)
    case .packing(let compression, var pieces):
      state = .finished
      if size <= memoryLimit {
        pieces.append(Array(piece))
        state = .packing(compression, pieces)
        return
      }
      let file = try SpillFile(in: directory)
      for earlier in pieces {
        try earlier.withUnsafeBufferPointer { buffer throws(BodyError) in
          try file.append(UnsafeRawBufferPointer(buffer))
        }
      }
      try file.append(piece)
      state = .spilling(compression, file)
    case .gathering, .finished: preconditionFailure("Invalid state: bytes after the end of a body")
    }
  }
}
