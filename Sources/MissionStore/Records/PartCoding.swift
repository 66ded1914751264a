import FoundationEssentials
import MissionCore

/// JSON as the records hold it; large values of our own are packed.
enum PartCoding {
  /// Values up to this size stay readable in `redis-cli`; larger ones are packed.
  private static let readableSize = 1024
  /// What a stored value may unpack to. The largest part is a pull request's facts.
  private static let sizeLimit = 64 << 20
  /// The first byte of a zstd frame; JSON never begins with it.
  private static let zstdMark: UInt8 = 0x28

  /// The value as JSON, its keys in a stable order.
  package static func json(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return try [UInt8](encoder.encode(value))
    } catch {
      // Our records hold text, whole numbers and collections of them: nothing that has no JSON form.
      preconditionFailure("Invalid state: a record has no JSON form: \(error)")
    }
  }

  /// The value as it is stored in a mission's own hash.
  static func packed(_ value: some Encodable) -> [UInt8] {
    let json = json(value)
    guard json.count > readableSize, let packed = try? Zstd.compress(json), packed.count < json.count else {
      return json
    }
    return packed
  }

  /// Reads JSON that may be anybody's: its depth and the number of its values are checked before anything is built.
  static func decoded<Value: Decodable>(_ type: Value.Type, from json: [UInt8]) throws(DecodingError) -> Value {
    guard JSONBounds.hold(json) else { throw corrupted("it nests too deeply, or holds too many values") }
    do {
      return try JSONDecoder().decode(type, from: Data(json))
    } catch let error as DecodingError {
      throw error
    } catch {
      throw corrupted("\(error)")
    }
  }

  /// Reads what `packed` wrote.
  static func unpacked<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws(DecodingError) -> Value {
    guard bytes.first == zstdMark else { return try decoded(type, from: bytes) }
    let json: [UInt8]
    do throws(ZstdError) { json = try Zstd.decompress(bytes, limit: sizeLimit) } catch { throw corrupted("\(error)") }
    return try decoded(type, from: json)
  }

  private static func corrupted(_ reason: String) -> DecodingError {
    .dataCorrupted(.init(codingPath: [], debugDescription: reason))
  }
}
