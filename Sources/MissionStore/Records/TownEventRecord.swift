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

  /// Where an event of the stream comes from.
  struct Origin: Decodable {
    /// The mission that it is about; nil where it names none.
    let mission: Identifier<Mission>?
    /// Whether we wrote it.
    let isOurs: Bool

    /// Of an event that cannot be read nothing is known but that it is not ours.
    init(_ entry: StreamEntry) {
      let data = Array((entry.text("data") ?? "").utf8)
      self = (try? PartCoding.decoded(Origin.self, from: data)) ?? Origin(mission: nil, isOurs: false)
    }

    private init(mission: Identifier<Mission>?, isOurs: Bool) {
      self.mission = mission
      self.isOurs = isOurs
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      let id = try? container.decodeIfPresent(String.self, forKey: .missionID)
      mission = id.flatMap { Identifier<Mission>($0) }
      isOurs = (try? container.decodeIfPresent(String.self, forKey: .source)) == TownEventRecord.source
    }
  }

  /// The stream entry's fields.
  var fields: [StreamEntry.Field] {
    [StreamEntry.Field("event_type", Self.type), StreamEntry.Field("data", PartCoding.json(self))]
  }
}
