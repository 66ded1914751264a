/// Where a listing that was cut goes on. Only GitHub knows what it means, and it may refuse an old one.
package struct PageCursor: Sendable, Hashable {
  /// The page's address, on the API's own host.
  let url: String
}
