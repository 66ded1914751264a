/// What a GET brought. A call that failed is never one of these.
package enum FetchResult<Value: Sendable>: Sendable {
  /// Content, new to us as far as we know.
  case fresh(Document<Value>)
  /// The content is what the validator stands for. The validator given here replaces it: the ETag may be another.
  case unchanged(Validator, Reason)

  /// How we know that nothing has changed.
  package enum Reason: Sendable, Hashable {
    /// GitHub said so (304), which costs nothing of the primary limit.
    case notModified
    /// The answer came, but byte for byte the one we know.
    case sameContent
  }
}

/// A resource's content.
package struct Document<Value: Sendable>: Sendable {
  /// What it says.
  package let value: Value
  /// The URL it was asked for by; with the query.
  package let url: String
  /// What to know it by next time.
  package let validator: Validator
  /// The next page, if the resource has pages.
  package let link: LinkHeader
}
