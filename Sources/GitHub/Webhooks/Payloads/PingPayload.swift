/// The body of a `ping`.
struct PingPayload: Decodable {
  let hookID: WholeNumber?
  let hook: Hook?

  var facts: HookFacts {
    HookFacts(
      id: hookID?.value, events: (hook?.events ?? []).map { $0.capped(at: TextLimit.title) },
      contentType: hook?.config?.contentType?.capped(at: TextLimit.title), isActive: hook?.isActive ?? true,
      ignoresCertificate: hook?.config?.ignoresCertificate ?? false)
  }

  struct Hook: Decodable {
    let isActive: Bool?
    let events: [String]?
    let config: Configuration?

    private enum CodingKeys: String, CodingKey {
      case events, config
      case isActive = "active"
    }
  }

  /// GitHub writes `insecure_ssl` as the text `"0"` or `"1"`, or as a number.
  struct Configuration: Decodable {
    let contentType: String?
    let ignoresCertificate: Bool

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      contentType = try container.decodeIfPresent(String.self, forKey: .contentType)
      let text = try? container.decodeIfPresent(String.self, forKey: .insecure)
      let number = try? container.decodeIfPresent(Int.self, forKey: .insecure)
      ignoresCertificate = text == "1" || number == 1
    }

    private enum CodingKeys: String, CodingKey {
      case contentType = "content_type"
      case insecure = "insecure_ssl"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case hook
    case hookID = "hook_id"
  }
}
