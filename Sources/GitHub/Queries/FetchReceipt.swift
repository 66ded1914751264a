/// Stands for content that was fetched, until it is confirmed that it was put to use.
public struct FetchReceipt: Hashable, Sendable {
  let path: String
  /// Nil when the content must be fetched again in any case: it was not whole, or GitHub gave nothing to know it by.
  let tag: String?
}
