/// A webhook as Signalbox wants it.
public struct HookConfiguration: Sendable, Equatable {
  /// The body's form.
  public enum ContentType: String, Sendable, CaseIterable {
    case json
    case form
  }

  /// Where GitHub delivers.
  public var address: HookAddress
  /// The body's form.
  public var contentType: ContentType
  /// Whether GitHub delivers without checking the certificate. Only for trying things out.
  public var ignoresCertificate: Bool
  /// What GitHub signs with.
  public var secret: Secret
  /// The events it sends.
  public var events: [String]
  /// Whether it sends anything at all.
  public var isActive: Bool

  /// A hook; without further wishes the one that Signalbox works best with.
  public init(
    address: HookAddress, secret: Secret, contentType: ContentType = .json, ignoresCertificate: Bool = false,
    events: [String] = WebhookDecoder.neededEvents, isActive: Bool = true
  ) {
    self.address = address
    self.secret = secret
    self.contentType = contentType
    self.ignoresCertificate = ignoresCertificate
    self.events = events
    self.isActive = isActive
  }
}
