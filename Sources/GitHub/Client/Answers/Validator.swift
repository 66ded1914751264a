/// What we know a resource's content by.
public struct Validator: Sendable, Hashable {
  /// GitHub's name for the content; valid for one token only.
  public let etag: String?
  /// The identity of the token it was given for.
  public let token: String
  /// The SHA-256 of the body: stays the same where the ETag does not, after a change of tokens for instance.
  public let digest: BodyDigest

  /// A validator.
  public init(etag: String?, token: String, digest: BodyDigest) {
    self.etag = etag
    self.token = token
    self.digest = digest
  }
}
