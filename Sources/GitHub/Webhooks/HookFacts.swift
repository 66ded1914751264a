/// What a `ping` says about the hook that sent it.
package struct HookFacts: Hashable, Sendable {
  /// GitHub's number of the hook.
  package var id: Int?
  /// The events it sends; `*` stands for all.
  package var events: [String]
  /// Its `content_type`: `json` or `form`.
  package var contentType: String?
  /// Whether GitHub sends anything at all through it.
  package var isActive: Bool
  /// Whether GitHub was told not to check our certificate.
  package var ignoresCertificate: Bool

  /// One with its parts.
  package init(id: Int?, events: [String], contentType: String?, isActive: Bool, ignoresCertificate: Bool) {
    self.id = id
    self.events = events
    self.contentType = contentType
    self.isActive = isActive
    self.ignoresCertificate = ignoresCertificate
  }
}
