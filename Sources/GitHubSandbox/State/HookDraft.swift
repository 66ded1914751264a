package import GitHub

/// What is to be so about a hook; nil leaves things as they are.
package struct HookDraft: Sendable, Equatable {
  /// Where deliveries are to go.
  package var url: String?
  var secret: Secret?
  var contentType: HookRecord.ContentType?
  var isActive: Bool?
  var events: [String]?

  /// What is said of it, and nothing of the rest.
  package init(
    url: String? = nil, secret: Secret? = nil, contentType: HookRecord.ContentType? = nil, isActive: Bool? = nil,
    events: [String]? = nil
  ) {
    self.url = url
    self.secret = secret
    self.contentType = contentType
    self.isActive = isActive
    self.events = events
  }
}
