import MissionCore

/// TownEvent: what a town's and a mission's event streams tell, as the published layout has it.
struct TownEventRecord: Encodable {
  let mission: Identifier<Mission>
  let message: String
  let at: Timestamp

  static let type = "mission_event"
  /// Who wrote it: by this our own events are told from those of other tools.
  private static let source = "signalbox"

  private enum CodingKeys: String, CodingKey {
    case message, timestamp, source
    case eventType = "event_type"
    case missionID = "mission_id"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.type, forKey: .eventType)
    try container.encode(mission, forKey: .missionID)
    try container.encode(message, forKey: .message)
    try container.encode(at.jsonText, forKey: .timestamp)
    try container.encode(Self.source, forKey: .source)
  }

  /// Whether we wrote a stream's entry.
  static func isOurs(_ entry: StreamEntry) -> Bool {
    struct Origin: Decodable { var source: String? }
    guard let data = entry.text("data") else { return false }
    return (try? PartCoding.decoded(Origin.self, from: Array(data.utf8)))?.source == source
  }

  /// The stream entry's fields.
  var fields: [StreamEntry.Field] {
    [StreamEntry.Field("event_type", Self.type), StreamEntry.Field("data", PartCoding.json(self))]
  }
}
