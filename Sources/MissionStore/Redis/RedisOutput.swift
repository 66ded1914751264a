/// What is yet to be written: commands in RESP, in pieces that keep large arguments where they are.
struct RedisOutput {
  /// From this size on an argument goes to the socket from its own memory.
  private static let smallestPiece = 32 << 10
  /// How much of a body is read from its file at a time.
  private static let bodyPiece = 128 << 10

  private enum Piece {
    case bytes([UInt8])
    /// The rest of a body in a file, from `offset` on.
    case body(CompressedBody, offset: Int)
  }

  /// A body could not be read to its end: the command is torn and the connection of no use.
  private(set) var isTorn = false
  private var pieces = Queue<Piece>()
  private var body: (CompressedBody, offset: Int)?
  private var current: [UInt8] = []
  private var currentOffset = 0
  private var tail: [UInt8] = []

  var isEmpty: Bool { currentOffset == current.count && body == nil && pieces.isEmpty && tail.isEmpty }

  /// Whether there is enough for the next writes, so that more would only wait here.
  var isAmple: Bool { !pieces.isEmpty || tail.count >= 256 << 10 }

  mutating func append(_ request: RedisRequest, withSource: Bool) {
    switch request {
    case .command(let arguments):
      appendCount(arguments.count)
      for argument in arguments { append(argument) }
    case .script(let script, let keys, let arguments):
      appendCount(3 + keys.count + arguments.count)
      append(withSource ? "EVAL" : "EVALSHA")
      append(withSource ? .bytes(script.source) : .text(script.sha1))
      append(.integer(keys.count))
      for key in keys { append(.text(key)) }
      for argument in arguments { append(argument) }
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
    if case .body(let next, let offset)? = body == nil ? pieces.first : nil {
      _ = pieces.popFirst()
      body = (next, offset)
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

  private mutating func appendCount(_ count: Int) {
    tail.append(UInt8(ascii: "*"))
    appendDecimal(count)
  }

  private mutating func append(_ argument: RedisArgument) {
    switch argument {
    case .text(var text):
      text.withUTF8 { appendBulk(UnsafeRawBufferPointer($0)) }
    case .integer(let value):
      var text = String(value)
      text.withUTF8 { appendBulk(UnsafeRawBufferPointer($0)) }
    case .bytes(let bytes) where bytes.count >= Self.smallestPiece:
      appendLength(bytes.count)
      sealTail()
      pieces.append(.bytes(bytes))
      appendEnd()
    case .body(let body):
      appendLength(body.size)
      switch body.storage {
      case .memory(let parts) where body.size < Self.smallestPiece:
        for part in parts { tail.append(contentsOf: part) }
      case .memory(let parts):
        sealTail()
        for part in parts { pieces.append(.bytes(part)) }
      case .file:
        sealTail()
        pieces.append(.body(body, offset: 0))
      }
      appendEnd()
    case .bytes(let bytes):
      bytes.withUnsafeBytes { appendBulk($0) }
    }
  }

  private mutating func appendBulk(_ bytes: UnsafeRawBufferPointer) {
    appendLength(bytes.count)
    tail.append(contentsOf: bytes)
    appendEnd()
  }

  private mutating func appendLength(_ count: Int) {
    tail.append(UInt8(ascii: "$"))
    appendDecimal(count)
  }

  private mutating func appendDecimal(_ value: Int) {
    var text = String(value)
    text.withUTF8 { tail.append(contentsOf: $0) }
    appendEnd()
  }

  private mutating func appendEnd() {
    tail.append(UInt8(ascii: "\r"))
    tail.append(UInt8(ascii: "\n"))
  }

  private mutating func sealTail() {
    pieces.append(.bytes(tail))
    tail = []
  }
}
