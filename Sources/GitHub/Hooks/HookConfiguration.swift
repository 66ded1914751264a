/// A webhook as Signalbox wants it.
package struct HookConfiguration: Sendable, Equatable {
  /// The body's form.
  package enum ContentType: String, Sendable, CaseIterable {
    case json
    case form
  }

  /// Where GitHub delivers.
  package var address: HookAddress
  /// The body's form.
  package var contentType: ContentType
  /// Whether GitHub delivers without checking the certificate. Only for trying things out.
  package var ignoresCertificate: Bool
  /// What GitHub signs with.
  package var secret: Secret
  /// The events it sends.
  package var events: [String]
  /// Whether it sends anything at all.
  package var isActive: Bool

  /// A hook; without further wishes the one that Signalbox works best with.
  package init(
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
