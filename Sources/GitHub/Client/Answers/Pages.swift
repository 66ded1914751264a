/// The pages of a listing, in their order.
public struct Pages<Page: Sendable>: Sendable {
  /// The pages that were read; at least one.
  public let pages: [Page]
  /// Whether these are all. A listing that was cut at the bound says nothing about what is not in it.
  public let isComplete: Bool
}
