/// Follows the bytes of a connection through its requests, and allows nothing that RFC 9112 does not: whoever reads
/// them leniently could take something for the end of a line or of a request that a proxy in front took for content.
///
/// It keeps nothing but where it stands and the two fields that say where a body ends.
struct RequestFraming {
  /// Why a request goes no further.
  enum Fault {
    /// It contradicts the protocol.
    case malformed
    /// Its header has too many bytes or fields.
    case headerTooLarge
  }

  /// What became of some bytes.
  struct Outcome {
    /// How many of them belong to requests that ended well; what follows belongs to one that has not ended.
    var whole: Int
    /// What is wrong with what follows.
    var fault: Fault?
  }

  /// How many bytes a header may have, its first line included. libmicrohttpd has 64 KiB for all of a request.
  static let largestHeader = 24 << 10
  /// How many fields a header may have.
  static let mostFields = 100
  private static let longestExtension = 256

  private enum State {
    case start
    case method
    case target
    case version(Int)
    case lineEnd
    case field
    case name
    case value
    case headerEnd
    case body(left: UInt64)
    case chunkSize(digits: Int)
    case chunkExtension(Int)
    case chunkSizeEnd
    case chunk(left: UInt64)
    case chunkEnd
    case chunkLineEnd
  }

  private enum Field {
    case contentLength, transferEncoding, other
  }

  private var state = State.start
  private var isTrailer = false
  private var headerBytes = 0
  private var fields = 0
  private var minorVersion: UInt8 = 0
  private var name: [UInt8] = []
  private var value: [UInt8] = []
  private var current = Field.other
  private var contentLength: UInt64?
  private var isChunked = false
  private var chunkSize: UInt64 = 0

  private static let protocolName = Array("HTTP/1.".utf8)
  private static let contentLengthName = Array("content-length".utf8)
  private static let transferEncodingName = Array("transfer-encoding".utf8)

  /// Takes the next bytes. After a fault nothing more is to be fed.
  mutating func feed(_ bytes: UnsafeRawBufferPointer) -> Outcome {
    var outcome = Outcome(whole: 0, fault: nil)
    var index = 0
    while index < bytes.count {
      switch state {
      case .body(let left):
        let step = min(left, UInt64(bytes.count - index))
        index += Int(step)
        state = left == step ? .start : .body(left: left - step)
      case .chunk(let left):
        let step = min(left, UInt64(bytes.count - index))
        index += Int(step)
        state = left == step ? .chunkEnd : .chunk(left: left - step)
      case .start, .method, .target, .version, .lineEnd, .field, .name, .value, .headerEnd, .chunkSize,
        .chunkExtension, .chunkSizeEnd, .chunkEnd, .chunkLineEnd:
        outcome.fault = take(bytes[index])
        if outcome.fault != nil { return outcome }
        index += 1
      }
      if case .start = state { outcome.whole = index }
    }
    return outcome
  }

  private mutating func take(_ byte: UInt8) -> Fault? {
    switch state {
    case .start, .method, .target, .version, .lineEnd, .field, .name, .value, .headerEnd:
      headerBytes += 1
      guard headerBytes <= Self.largestHeader else { return .headerTooLarge }
      return takeHeader(byte)
    case .chunkSize, .chunkExtension, .chunkSizeEnd, .chunkEnd, .chunkLineEnd: return takeChunkLine(byte)
    case .body, .chunk: preconditionFailure("Invalid state: a body is taken in whole pieces")
    }
  }

  private mutating func takeHeader(_ byte: UInt8) -> Fault? {
    switch state {
    case .start:
      guard byte.isTokenCharacter else { return .malformed }
      begin()
      state = .method
    case .method:
      if byte == 0x20 { state = .target } else if !byte.isTokenCharacter { return .malformed }
    case .target:
      if byte == 0x20 { state = .version(0) } else if !(0x21...0x7E).contains(byte) { return .malformed }
    case .version(let place): return takeVersion(byte, at: place)
    case .lineEnd:
      guard byte == 0x0A else { return .malformed }
      state = .field
    case .field:
      if byte == 0x0D {
        state = .headerEnd
        return nil
      }
      return beginField(byte)
    case .name:
      guard byte != UInt8(ascii: ":") else {
        beginValue()
        return nil
      }
      guard byte.isTokenCharacter else { return .malformed }
      if name.count <= Self.transferEncodingName.count { name.append(byte.asciiLowercased) }
    case .value:
      if byte == 0x0D {
        state = .lineEnd
        return endField()
      }
      guard byte == 0x09 || byte >= 0x20 && byte != 0x7F else { return .malformed }
      switch current {
      case .other: break
      case .contentLength, .transferEncoding: if value.count < 64 { value.append(byte) } else { return .malformed }
      }
    case .headerEnd:
      guard byte == 0x0A else { return .malformed }
      return endHeader()
    case .body, .chunkSize, .chunkExtension, .chunkSizeEnd, .chunk, .chunkEnd, .chunkLineEnd:
      preconditionFailure("Invalid state: no part of a header")
    }
    return nil
  }

  private mutating func takeVersion(_ byte: UInt8, at place: Int) -> Fault? {
    if place < Self.protocolName.count {
      guard byte == Self.protocolName[place] else { return .malformed }
      state = .version(place + 1)
    } else if place == Self.protocolName.count {
      guard byte == UInt8(ascii: "0") || byte == UInt8(ascii: "1") else { return .malformed }
      minorVersion = byte
      state = .version(place + 1)
    } else {
      guard byte == 0x0D else { return .malformed }
      state = .lineEnd
    }
    return nil
  }

  private mutating func beginField(_ byte: UInt8) -> Fault? {
    // A colon, a blank that would continue the line before, a control character.
    guard byte.isTokenCharacter else { return .malformed }
    fields += 1
    guard fields <= Self.mostFields else { return .headerTooLarge }
    name.removeAll(keepingCapacity: true)
    name.append(byte.asciiLowercased)
    state = .name
    return nil
  }

  private mutating func begin() {
    isTrailer = false
    headerBytes = 1
    fields = 0
    contentLength = nil
    isChunked = false
  }

  private mutating func beginValue() {
    current =
      name == Self.contentLengthName
      ? .contentLength : name == Self.transferEncodingName ? .transferEncoding : .other
    value.removeAll(keepingCapacity: true)
    state = .value
  }

  /// Two answers to where the body ends are one too many, and one that nobody understands is none.
  private mutating func endField() -> Fault? {
    guard current != .other else { return nil }
    guard !isTrailer, contentLength == nil, !isChunked else { return .malformed }
    while let last = value.last, last == 0x20 || last == 0x09 { value.removeLast() }
    let text = value.drop { $0 == 0x20 || $0 == 0x09 }
    switch current {
    case .other: break
    case .contentLength:
      guard !text.isEmpty, text.allSatisfy({ (0x30...0x39).contains($0) }),
        let length = UInt64(String(decoding: text, as: UTF8.self))
      else { return .malformed }
      contentLength = length
    case .transferEncoding:
      guard String(decoding: text, as: UTF8.self).equalsIgnoringASCIICase("chunked"),
        minorVersion == UInt8(ascii: "1")
      else { return .malformed }
      isChunked = true
    }
    return nil
  }

  private mutating func endHeader() -> Fault? {
    if isTrailer {
      state = .start
    } else if isChunked {
      chunkSize = 0
      state = .chunkSize(digits: 0)
    } else {
      let length = contentLength ?? 0
      state = length == 0 ? .start : .body(left: length)
    }
    return nil
  }

  private mutating func takeChunkLine(_ byte: UInt8) -> Fault? {
    switch state {
    case .chunkSize(let digits):
      if let digit = byte.hexadecimalDigit {
        guard digits < 15 else { return .malformed }
        chunkSize = chunkSize << 4 | UInt64(digit)
        state = .chunkSize(digits: digits + 1)
      } else if digits > 0, byte == 0x0D {
        state = .chunkSizeEnd
      } else if digits > 0, byte == UInt8(ascii: ";") {
        state = .chunkExtension(0)
      } else {
        return .malformed
      }
    case .chunkExtension(let count):
      if byte == 0x0D {
        state = .chunkSizeEnd
      } else {
        guard byte == 0x09 || byte >= 0x20 && byte != 0x7F, count < Self.longestExtension else { return .malformed }
        state = .chunkExtension(count + 1)
      }
    case .chunkSizeEnd:
      guard byte == 0x0A else { return .malformed }
      guard chunkSize == 0 else {
        state = .chunk(left: chunkSize)
        return nil
      }
      isTrailer = true
      state = .field
    case .chunkEnd:
      guard byte == 0x0D else { return .malformed }
      state = .chunkLineEnd
    case .chunkLineEnd:
      guard byte == 0x0A else { return .malformed }
      chunkSize = 0
      state = .chunkSize(digits: 0)
    case .start, .method, .target, .version, .lineEnd, .field, .name, .value, .headerEnd, .body, .chunk:
      preconditionFailure("Invalid state: no line of a chunk")
    }
    return nil
  }
}

extension UInt8 {
  /// The digit's value; nil for anything else.
  fileprivate var hexadecimalDigit: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x37
    case 0x61...0x66: self - 0x57
    default: nil
    }
  }
}
