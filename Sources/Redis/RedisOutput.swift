import System

/// What is yet to be written: requests one behind the other, in pieces that keep large arguments where they are.
struct RedisOutput {
  /// From this size on a piece goes to the socket from its own memory.
  static let smallestPiece = 32 << 10
  /// How much of a body is read from its file at a time.
  private static let bodyPiece = 128 << 10

  /// A body could not be read to its end: the command is torn and the connection of no use.
  private(set) var isTorn = false
  private var pieces = Queue<RedisWire.Piece>()
  private var body: (any RedisPayload, offset: Int)?
  private var current: [UInt8] = []
  private var currentOffset = 0
  private var tail: [UInt8] = []

  var isEmpty: Bool { currentOffset == current.count && body == nil && pieces.isEmpty && tail.isEmpty }

  /// Whether there is enough for the next writes, so that more would only wait here.
  var isAmple: Bool { !pieces.isEmpty || tail.count >= 256 << 10 }

  mutating func append(_ wire: RedisWire, withSource: Bool) {
    tail.append(contentsOf: wire.head(withSource: withSource))
    for piece in wire.pieces {
      if piece.size < Self.smallestPiece, case .bytes(let bytes) = piece {
        tail.append(contentsOf: bytes)
      } else {
        sealTail()
        pieces.append(piece)
      }
    }
  }

  /// Hands contiguous bytes to `write` until nothing is left or it takes fewer than offered.
  ///
  /// - Parameter write: takes bytes and says how many it took.
  mutating func drain<Failure: Error>(
    _ write: (UnsafeRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) {
    while makeCurrent() {
      let offset = currentOffset
      let taken = try current.withUnsafeBufferPointer { bytes throws(Failure) in
        try write(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[offset...])))
      }
      currentOffset += taken
      guard currentOffset == current.count else { return }
    }
  }

  mutating func removeAll() { self = RedisOutput() }

  /// Whether there are bytes in `current` after trying to get some.
  private mutating func makeCurrent() -> Bool {
    guard currentOffset == current.count else { return true }
    currentOffset = 0
    if case .body(let next)? = body == nil ? pieces.first : nil {
      _ = pieces.popFirst()
      body = (next, 0)
    }
    if let (running, offset) = body {
      current = running.read(at: offset, count: Self.bodyPiece)
      isTorn = current.isEmpty
      let end = offset + current.count
      body = end < running.size && !isTorn ? (running, end) : nil
    } else if case .bytes(let piece)? = pieces.popFirst() {
      current = piece
    } else if !tail.isEmpty {
      // Two buffers change places, so that neither is allocated anew for every group of commands.
      if current.capacity > 1 << 20 { current = [] } else { current.removeAll(keepingCapacity: true) }
      swap(&current, &tail)
    } else {
      current.removeAll(keepingCapacity: current.capacity <= 1 << 20)
    }
    return !current.isEmpty
  }

  private mutating func sealTail() {
    guard !tail.isEmpty else { return }
    pieces.append(.bytes(tail))
    tail = []
  }
}
