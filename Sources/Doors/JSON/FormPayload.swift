import System

/// Unpacks the `payload` field of a form that arrives in pieces of any size, and hands its bytes on.
///
/// Names are compared as they are written, `+` is a space, and a percent sign without two digits stands for itself: as
/// the decoder reads the same body later.
struct FormPayload {
  private enum Position {
    /// In a field's name, of which so many characters agree with `payload`.
    case name(matched: Int)
    /// In a name or a value that is not ours.
    case otherName
    case otherValue
    case payload
    /// In our value behind a percent sign, with the first digit if it has come.
    case percent(UInt8?)
  }

  /// How many fields of that name have come; only a form with exactly one is a delivery.
  private(set) var count = 0
  private var position = Position.name(matched: 0)
  private var output: [UInt8] = []

  init() {}

  /// Takes the next bytes and hands on what they hold of the payload.
  mutating func feed(_ bytes: UnsafeRawBufferPointer, payload: (UnsafeRawBufferPointer) -> Void) {
    output.removeAll(keepingCapacity: true)
    for byte in bytes { take(byte) }
    emit(payload)
  }

  /// The form has ended.
  mutating func finish(payload: (UnsafeRawBufferPointer) -> Void) {
    output.removeAll(keepingCapacity: true)
    take(UInt8(ascii: "&"))
    emit(payload)
  }

  private static let name = Array("payload".utf8)

  private mutating func take(_ byte: UInt8) {
    if byte == UInt8(ascii: "&") {
      endField()
      return
    }
    switch position {
    case .name(let matched):
      if byte == UInt8(ascii: "=") {
        beginValue(matched: matched)
      } else {
        let goesOn = matched < Self.name.count && byte == Self.name[matched]
        position = goesOn ? .name(matched: matched + 1) : .otherName
      }
    case .otherName:
      if byte == UInt8(ascii: "=") { position = .otherValue }
    case .otherValue:
      break
    case .payload:
      takeValue(byte)
    case .percent(let first):
      takeDigit(byte, after: first)
    }
  }

  private mutating func endField() {
    switch position {
    case .name(let matched) where matched == Self.name.count: count += 1
    case .percent(let first): giveUp(first)
    case .name, .otherName, .otherValue, .payload: break
    }
    position = .name(matched: 0)
  }

  private mutating func beginValue(matched: Int) {
    guard matched == Self.name.count else {
      position = .otherValue
      return
    }
    count += 1
    position = .payload
  }

  private mutating func takeValue(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "+"): output.append(UInt8(ascii: " "))
    case UInt8(ascii: "%"): position = .percent(nil)
    default: output.append(byte)
    }
  }

  private mutating func takeDigit(_ byte: UInt8, after first: UInt8?) {
    guard byte.hexadecimalDigit != nil else {
      giveUp(first)
      position = .payload
      takeValue(byte)
      return
    }
    guard let high = first?.hexadecimalDigit, let low = byte.hexadecimalDigit else {
      position = .percent(byte)
      return
    }
    output.append(high << 4 | low)
    position = .payload
  }

  /// What looked like an escape stands for itself.
  private mutating func giveUp(_ first: UInt8?) {
    output.append(UInt8(ascii: "%"))
    if let first { output.append(first) }
  }

  private func emit(_ payload: (UnsafeRawBufferPointer) -> Void) {
    guard !output.isEmpty else { return }
    output.withUnsafeBytes { payload($0) }
  }
}
