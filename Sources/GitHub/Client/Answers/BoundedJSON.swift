package import FoundationEssentials
import MissionCore

/// Decodes JSON that somebody else wrote: its depth and the number of its values are checked before anything is built.
package enum BoundedJSON {
  /// Reads a text as JSON of this shape. One beyond the bounds is corrupted data, like one that is no JSON.
  package static func decode<Value: Decodable>(
    _ type: Value.Type, from text: Data, with decoder: JSONDecoder = JSONDecoder()
  ) throws(DecodingError) -> Value {
    guard text.withUnsafeBytes({ JSONBounds.hold($0) }) else {
      throw corrupted("it nests too deeply, or holds too many values")
    }
    do {
      return try decoder.decode(type, from: text)
    } catch let error as DecodingError {
      throw error
    } catch {
      throw corrupted("\(error)")
    }
  }

  private static func corrupted(_ reason: String) -> DecodingError {
    .dataCorrupted(.init(codingPath: [], debugDescription: reason))
  }
}
