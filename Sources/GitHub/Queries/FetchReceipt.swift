import FoundationEssentials

/// Stands for content that was fetched, until it is confirmed that it was put to use.
package struct FetchReceipt: Hashable, Sendable {
  let path: String
  /// Nil when GitHub gave none.
  let tag: String?
  /// Nil when the content must be fetched again in any case: it was not whole.
  let digest: BodyDigest?
  /// What was read together with it and is known by tags of its own.
  var further: [FetchReceipt] = []

  /// A receipt for the content by which a resource is known, if it was whole.
  init(path: String, tag: String?, body: Data, isWhole: Bool = true) {
    self.path = path
    self.tag = isWhole ? tag : nil
    digest = isWhole ? BodyDigest(of: body) : nil
  }
}
