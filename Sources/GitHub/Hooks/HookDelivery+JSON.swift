import MissionCore

/// A page of the log. An entry that cannot be read costs only itself.
struct DeliveryPage: Decodable, Sendable {
  var deliveries: [HookDelivery] = []
  var unreadable = 0

  init(from decoder: any Decoder) throws {
    var entries = try decoder.unkeyedContainer()
    while !entries.isAtEnd {
      if let delivery = try entries.decode(Entry.self).delivery {
        deliveries.append(delivery)
      } else {
        unreadable += 1
      }
    }
  }

  private struct Entry: Decodable {
    let delivery: HookDelivery?

    init(from decoder: any Decoder) throws {
      let fields = try? decoder.container(keyedBy: CodingKeys.self)
      delivery = fields.flatMap { HookDelivery($0) }
    }
  }

  fileprivate enum CodingKeys: String, CodingKey {
    case id, guid, redelivery, status, event, action
    case deliveredAt = "delivered_at"
    case statusCode = "status_code"
    case repositoryID = "repository_id"
    case installationID = "installation_id"
    case throttledAt = "throttled_at"
  }
}

extension HookDelivery {
  /// Reads an entry. Without number or GUID it is none; anything else may be missing or strange.
  fileprivate init?(_ fields: KeyedDecodingContainer<DeliveryPage.CodingKeys>) {
    guard let id = try? fields.decode(Int64.self, forKey: .id),
      let guid = try? fields.decode(String.self, forKey: .guid), (1...64).contains(guid.utf8.count)
    else { return nil }
    func text(_ key: DeliveryPage.CodingKeys) -> String? {
      ((try? fields.decodeIfPresent(String.self, forKey: key)) ?? nil)?.capped(at: TextLimit.title)
    }
    func number(_ key: DeliveryPage.CodingKeys) -> Int64? {
      (try? fields.decodeIfPresent(Int64.self, forKey: key)) ?? nil
    }
    func time(_ key: DeliveryPage.CodingKeys) -> Timestamp? {
      ((try? fields.decodeIfPresent(String.self, forKey: key)) ?? nil).flatMap { Timestamp(rfc3339: $0) }
    }
    self.init(
      id: id, guid: guid, deliveredAt: time(.deliveredAt),
      isRedelivery: (try? fields.decodeIfPresent(Bool.self, forKey: .redelivery)) ?? false,
      status: text(.status) ?? "", statusCode: number(.statusCode).flatMap { Int(exactly: $0) },
      event: text(.event) ?? "", action: text(.action), repositoryID: number(.repositoryID),
      installationID: number(.installationID), throttledAt: time(.throttledAt))
  }
}
