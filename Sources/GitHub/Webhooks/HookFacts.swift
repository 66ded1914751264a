/// What a `ping` says about the hook that sent it.
public struct HookFacts: Hashable, Sendable {
  /// GitHub's number of the hook.
  public var id: Int?
  /// The events it sends; `*` stands for all.
  public var events: [String]
  /// Its `content_type`: `json` or `form`.
  public var contentType: String?
  /// Whether GitHub sends anything at all through it.
  public var isActive: Bool
  /// Whether GitHub was told not to check our certificate.
  public var ignoresCertificate: Bool

  /// All fields.
  public init(id: Int?, events: [String], contentType: String?, isActive: Bool, ignoresCertificate: Bool) {
    self.id = id
    self.events = events
    self.contentType = contentType
    self.isActive = isActive
    self.ignoresCertificate = ignoresCertificate
  }
}
