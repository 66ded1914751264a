/// A webhook as GitHub shows it. Texts are GitHub's.
package struct Hook: Sendable, Hashable {
  /// Which one it is.
  package var reference: HookReference
  /// Where it delivers; empty where GitHub shows none. It may hold a password: never print it as it is.
  package var url: String
  /// The body's form: `json`, `form` or something newer.
  package var contentType: String
  /// Whether GitHub delivers without checking the certificate.
  package var ignoresCertificate: Bool
  /// Whether it has a secret. GitHub never shows which.
  package var hasSecret: Bool
  /// The events it sends; `*` stands for all.
  package var events: [String]
  /// Whether it sends anything at all.
  package var isActive: Bool
  /// How the latest delivery ended, where GitHub says so.
  package var lastResponse: LastResponse?

  /// The end of a hook's latest delivery.
  package struct LastResponse: Sendable, Hashable {
    /// The status that we answered; nil when nothing was sent or no answer came.
    package var status: Int?
    /// GitHub's word for it: `active`, `unused`, `timeout`, …
    package var word: String

    /// One with its parts.
    package init(status: Int?, word: String) {
      self.status = status
      self.word = word
    }
  }

  /// One with its parts.
  package init(
    reference: HookReference, url: String, contentType: String = "json", ignoresCertificate: Bool = false,
    hasSecret: Bool = true, events: [String], isActive: Bool = true, lastResponse: LastResponse? = nil
  ) {
    self.reference = reference
    self.url = url
    self.contentType = contentType
    self.ignoresCertificate = ignoresCertificate
    self.hasSecret = hasSecret
    self.events = events
    self.isActive = isActive
    self.lastResponse = lastResponse
  }
}

extension Sequence<Hook> {
  /// The hooks that deliver to this address, the active ones first, then the older ones. More than one is one too many:
  /// each event comes once from every one.
  package func meant(for address: HookAddress) -> [Hook] {
    filter { address.isMeant(by: $0.url) }.sorted { left, right in
      left.isActive == right.isActive
        ? (left.reference.id ?? 0) < (right.reference.id ?? 0) : left.isActive
    }
  }
}
