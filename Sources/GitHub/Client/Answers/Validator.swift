/// What we know a resource's content by.
package struct Validator: Sendable, Hashable {
  /// GitHub's name for the content; valid for one token only.
  package let etag: String?
  /// The identity of the token it was given for.
  package let token: String
  /// The SHA-256 of the body: stays the same where the ETag does not, after a change of tokens for instance.
  package let digest: BodyDigest

  /// A validator.
  package init(etag: String?, token: String, digest: BodyDigest) {
    self.etag = etag
    self.token = token
    self.digest = digest
  }
}
