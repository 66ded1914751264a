package import GitHub

/// What is to be so about a hook; nil leaves things as they are.
package struct HookDraft: Sendable, Equatable {
  package var url: String?
  package var secret: Secret?
  package var contentType: HookRecord.ContentType?
  package var isActive: Bool?
  package var events: [String]?

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
