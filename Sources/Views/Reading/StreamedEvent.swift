import FoundationEssentials

/// One entry of a stream of events, which may be another tool's.
package struct StreamedEvent: Sendable, Equatable {
  /// By what a reader goes on after it.
  package let id: String
  /// What sort it says it is.
  package let type: String
  /// Its JSON as it stands there.
  package let data: [UInt8]

  /// It as a server-sent event. What another tool wrote ends no line of its own.
  package var frame: String {
    let name = type.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F } ? "event: \(type)\n" : ""
    let lines = String(decoding: data, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return "id: \(id)\n\(type.isEmpty ? "" : name)\(lines.map { "data: \($0)\n" }.joined())\n"
  }

  /// It as a line of a mission's activity; nil where it is none.
  package var event: MissionEvent? { try? JSONDecoder().decode(MissionEvent.self, from: Data(data)) }
}
