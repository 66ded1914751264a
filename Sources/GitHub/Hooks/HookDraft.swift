/// What is written into a hook. Only what is set is sent.
struct HookDraft: Encodable, Sendable {
  /// The hook's kind, which GitHub wants when one is made.
  var name: String?
  var active: Bool?
  var events: [String]?
  var config: Config?

  /// The configuration.
  ///
  /// It is never sent as a part of an existing hook, but to the configuration's own address: there what is left out
  /// stays, here a secret that is left out would be taken away.
  struct Config: Encodable, Sendable {
    var url: String?
    var contentType: String?
    var insecure: String?
    var secret: Secret?

    var isEmpty: Bool { url == nil && contentType == nil && insecure == nil && secret == nil }

    private enum CodingKeys: String, CodingKey {
      case url, secret
      case contentType = "content_type"
      case insecure = "insecure_ssl"
    }

    func encode(to encoder: any Encoder) throws {
      var fields = encoder.container(keyedBy: CodingKeys.self)
      try fields.encodeIfPresent(url, forKey: .url)
      try fields.encodeIfPresent(contentType, forKey: .contentType)
      try fields.encodeIfPresent(insecure, forKey: .insecure)
      // Whoever makes a draft has checked that it is text.
      try fields.encodeIfPresent(secret?.withBytes { String(decoding: $0, as: UTF8.self) }, forKey: .secret)
    }
  }

  var isEmpty: Bool { active == nil && events == nil && config == nil }

  /// A new hook.
  static func new(_ hook: HookConfiguration) -> HookDraft {
    HookDraft(
      // `meta` alone tells that a hook was deleted, and only to a hook that asks for it.
      name: "web", active: hook.isActive,
      events: hook.events.contains("*") || hook.events.contains("meta") ? hook.events : hook.events + ["meta"],
      config: Config(
        url: hook.address.url, contentType: hook.contentType.rawValue, insecure: insecure(hook.ignoresCertificate),
        secret: hook.secret))
  }

  /// The changes to an existing one: those of the hook, and those of its configuration.
  static func changed(_ hook: Hook, by changes: [HookChange]) -> (hook: HookDraft, config: Config) {
    var draft = HookDraft()
    var config = Config()
    for change in changes {
      switch change {
      case .create: break
      case .activate: draft.active = true
      case .deactivate: draft.active = false
      case .subscribe(let events): draft.events = hook.events + events
      case .setContentType(let type, _): config.contentType = type.rawValue
      case .setAddress(let address): config.url = address.url
      case .setSecret(let secret, _): config.secret = secret
      case .setCertificateCheck(let ignored): config.insecure = insecure(ignored)
      }
    }
    return (draft, config)
  }

  private static func insecure(_ ignored: Bool) -> String { ignored ? "1" : "0" }
}
