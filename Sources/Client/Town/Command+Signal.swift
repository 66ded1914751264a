import FoundationEssentials
import GitHub
package import MissionCore
package import MissionStore

extension Command {
  /// Why a command cannot travel.
  package enum TransportError: Error {
    /// Its JSON could not be made or packed.
    case unwritable(String)
  }

  /// Reads a command from the raw body of a `.command` signal.
  package init(json bytes: [UInt8]) throws(DecodingError) {
    self = try BoundedJSON.decode(Command.self, from: Data(bytes))
  }

  /// The JSON that travels.
  package func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self))
  }

  /// The signal that carries the command; its receipt comes under the same id.
  package func signal(id: Identifier<Receipt>) throws -> Signal {
    do {
      return Signal(kind: .command, id: id.text, body: try CompressedBody(compressing: try json()))
    } catch {
      throw TransportError.unwritable(String(describing: error))
    }
  }
}
