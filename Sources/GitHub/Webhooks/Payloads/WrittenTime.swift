import MissionCore

/// A point in time as GitHub writes it in JSON.
struct WrittenTime: Decodable {
  let timestamp: Timestamp

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let timestamp = Timestamp(rfc3339: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a point in time")
    }
    self.timestamp = timestamp
  }
}
