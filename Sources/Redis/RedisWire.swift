/// A request in RESP, as it goes over the wire.
///
/// It is made by whoever asks, so that the connection's thread, which everybody waits for, only has to pass bytes on.
struct RedisWire: Sendable {
  enum Piece: Sendable {
    case bytes([UInt8])
    /// A packed body, read from its file when its turn has come.
    case body(any RedisPayload)

    var size: Int {
      switch self {
      case .bytes(let bytes): bytes.count
      case .body(let body): body.size
      }
    }
  }

  /// What follows the head; in a script's case everything behind its name.
  private(set) var pieces: [Piece] = []
  /// Whether a body in a file is among them.
  private(set) var carriesFile = false
  /// The script that is to run, and how many words its call has.
  private let script: (script: Script, words: Int)?
  private var open: [UInt8] = []

  init(_ request: RedisRequest) {
    switch request {
    case .command(let arguments):
      script = nil
      reserve(arguments)
      open.appendCount(of: "*", arguments.count)
      for argument in arguments { append(argument) }
    case .script(let script, let keys, let arguments):
      self.script = (script, 3 + keys.count + arguments.count)
      reserve(arguments)
      append(.integer(keys.count))
      for key in keys { append(.text(key)) }
      for argument in arguments { append(argument) }
    }
    seal()
  }

  /// Whether it runs a script.
  var isScript: Bool { script != nil }

  /// Memory it takes, in bytes.
  var memorySize: Int {
    pieces.reduce(into: 128) { sum, piece in
      switch piece {
      case .bytes(let bytes): sum += bytes.count
      case .body(let body): sum += body.inMemory == nil ? 0 : body.size
      }
    }
  }

  /// What precedes the pieces: how a script is called, by its digest or, for a server that has forgotten it, by its
  /// source.
  func head(withSource: Bool) -> [UInt8] {
    guard let (script, words) = script else { return [] }
    var head: [UInt8] = []
    head.appendCount(of: "*", words)
    if withSource {
      head.appendBulk("EVAL".utf8)
      head.appendBulk(script.source)
    } else {
      head.appendBulk("EVALSHA".utf8)
      head.appendBulk(script.sha1.utf8)
    }
    return head
  }

  /// Makes room for all that is small: most requests are then one allocation.
  private mutating func reserve(_ arguments: [RedisArgument]) {
    let sizes = arguments.reduce(256) { sum, argument in
      switch argument {
      case .text(let text): sum + text.utf8.count + 16
      case .bytes(let bytes): sum + min(bytes.count, RedisOutput.smallestPiece) + 16
      case .integer: sum + 32
      case .body(let body): sum + min(body.size, RedisOutput.smallestPiece) + 16
      }
    }
    open.reserveCapacity(sizes)
  }

  private mutating func append(_ argument: RedisArgument) {
    switch argument {
    case .text(let text): open.appendBulk(text.utf8)
    case .integer(let value): open.appendBulk(String(value).utf8)
    case .bytes(let bytes) where bytes.count < RedisOutput.smallestPiece: open.appendBulk(bytes)
    case .bytes(let bytes):
      open.appendCount(of: "$", bytes.count)
      seal()
      pieces.append(.bytes(bytes))
      open.appendLineEnd()
    case .body(let body):
      open.appendCount(of: "$", body.size)
      switch body.inMemory {
      case let parts? where body.size < RedisOutput.smallestPiece:
        for part in parts { open.append(contentsOf: part) }
      case let parts?:
        seal()
        for part in parts { pieces.append(.bytes(part)) }
      case nil:
        seal()
        pieces.append(.body(body))
        carriesFile = true
      }
      open.appendLineEnd()
    }
  }

  private mutating func seal() {
    guard !open.isEmpty else { return }
    pieces.append(.bytes(open))
    open = []
  }
}

extension [UInt8] {
  fileprivate mutating func appendBulk(_ bytes: some Collection<UInt8>) {
    appendCount(of: "$", bytes.count)
    append(contentsOf: bytes)
    appendLineEnd()
  }

  fileprivate mutating func appendCount(of kind: Unicode.Scalar, _ count: Int) {
    append(UInt8(ascii: kind))
    append(contentsOf: String(count).utf8)
    appendLineEnd()
  }

  fileprivate mutating func appendLineEnd() {
    append(UInt8(ascii: "\r"))
    append(UInt8(ascii: "\n"))
  }
}
