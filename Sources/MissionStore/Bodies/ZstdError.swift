/// Why bytes could not be packed or unpacked.
package enum ZstdError: Error, Sendable, Equatable {
  /// Not zstd, damaged, or asking for an absurd window; the text is zstd's.
  case invalid(String)
  /// The bytes end in the middle of a frame.
  case truncated
  /// There is more than the caller allows; `limit` in bytes.
  case tooLarge(limit: Int)
}
