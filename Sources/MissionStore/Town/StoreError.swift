/// Why something stored cannot be used. It is left as it is.
package enum StoreError: Error, Sendable, Equatable {
  /// The record under this key (`key`, or `key field` in a hash) cannot be read.
  case unreadable(key: String, reason: String)
}

extension StoreError: CustomStringConvertible {
  /// What is wrong, in one line.
  package var description: String {
    switch self {
    case .unreadable(let key, let reason): "the record \(key) cannot be read: \(reason)"
    }
  }
}
