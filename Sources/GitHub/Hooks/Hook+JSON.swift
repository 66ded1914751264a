/// A hook in the form of GitHub's API.
struct HookPayload: Decodable, Sendable {
  let id: Int64
  let isActive: Bool?
  let events: [String]?
  let config: Config?
  let lastResponse: LastResponse?

  /// The part that the configuration's own endpoints have, too.
  struct Config: Decodable, Sendable {
    let url: String?
    let contentType: String?
    let ignoresCertificate: Bool
    /// Only that there is one: it comes as stars.
    let hasSecret: Bool

    private enum CodingKeys: String, CodingKey {
      case url, secret
      case contentType = "content_type"
      case insecure = "insecure_ssl"
    }

    init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: CodingKeys.self)
      url = (try? fields.decodeIfPresent(String.self, forKey: .url)) ?? nil
      contentType = (try? fields.decodeIfPresent(String.self, forKey: .contentType)) ?? nil
      let secret = (try? fields.decodeIfPresent(String.self, forKey: .secret)) ?? nil
      hasSecret = !(secret ?? "").isEmpty
      // GitHub writes it as the text "0" or "1", or as a number.
      let text = (try? fields.decodeIfPresent(String.self, forKey: .insecure)) ?? nil
      let number = (try? fields.decodeIfPresent(Int.self, forKey: .insecure)) ?? nil
      ignoresCertificate = text == "1" || number == 1
    }
  }

  struct LastResponse: Decodable, Sendable {
    let code: Int?
    let status: String?
  }

  private enum CodingKeys: String, CodingKey {
    case id, events, config
    case isActive = "active"
    case lastResponse = "last_response"
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    id = try fields.decode(Int64.self, forKey: .id)
    isActive = (try? fields.decodeIfPresent(Bool.self, forKey: .isActive)) ?? nil
    events = (try? fields.decodeIfPresent([String].self, forKey: .events)) ?? nil
    config = (try? fields.decodeIfPresent(Config.self, forKey: .config)) ?? nil
    lastResponse = (try? fields.decodeIfPresent(LastResponse.self, forKey: .lastResponse)) ?? nil
  }
}

/// The part of an App that is not in its hook's configuration.
struct AppPayload: Decodable, Sendable {
  let events: [String]?
  let permissions: [String: String]?
}

extension Hook {
  /// A hook of a repository or an organisation. What GitHub leaves out counts as its default.
  init(_ payload: HookPayload, at place: HookPlace) {
    self.init(
      reference: HookReference(place: place, id: payload.id), config: payload.config, events: payload.events ?? [],
      isActive: payload.isActive ?? true)
    lastResponse = payload.lastResponse.map {
      LastResponse(status: $0.code, word: ($0.status ?? "").capped(at: 100))
    }
  }

  /// An App's hook. GitHub does not show whether it is switched on; without a URL it cannot be.
  init(_ config: HookPayload.Config, of app: AppPayload) {
    self.init(reference: .app, config: config, events: app.events ?? [], isActive: !(config.url ?? "").isEmpty)
  }

  private init(reference: HookReference, config: HookPayload.Config?, events: [String], isActive: Bool) {
    self.init(
      reference: reference, url: (config?.url ?? "").capped(at: TextLimit.url),
      // GitHub's default is the form.
      contentType: (config?.contentType ?? "form").capped(at: 100),
      ignoresCertificate: config?.ignoresCertificate ?? false, hasSecret: config?.hasSecret ?? false,
      events: events.map { $0.capped(at: 100) }, isActive: isActive)
  }
}
