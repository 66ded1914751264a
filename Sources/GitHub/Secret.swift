import COpenSSL

/// Bytes that must never appear in a log, an error or a dump: webhook secrets, tokens, keys.
///
/// Every way of printing it gives `•••`. The bytes are reachable only through ``withBytes(_:)``, so a search for that
/// name finds every place that handles them. The memory is overwritten when the last copy goes away.
package struct Secret: Sendable {
  private let storage: Storage

  /// The reason a secret was refused.
  package enum Fault: Error, Sendable, Equatable {
    /// There is not a single byte: anybody could sign with it.
    case empty
  }

  /// A secret of the text's UTF-8 bytes, exactly as given: nothing is trimmed.
  package init(_ text: some StringProtocol) throws(Fault) {
    try self.init(bytes: Array(text.utf8))
  }

  /// A secret of exactly these bytes.
  package init(bytes: [UInt8]) throws(Fault) {
    guard !bytes.isEmpty else { throw .empty }
    storage = Storage(bytes)
  }

  /// How many bytes the secret has; at least one.
  package var byteCount: Int { storage.buffer.count }

  /// Lends the bytes for the duration of the call. They must not be copied into anything that prints.
  package func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(storage.buffer))
  }
}

extension Secret: Equatable {
  /// Compares in a time that depends on the lengths alone.
  package static func == (left: Secret, right: Secret) -> Bool {
    guard left.byteCount == right.byteCount else { return false }
    return CRYPTO_memcmp(left.storage.buffer.baseAddress, right.storage.buffer.baseAddress, left.byteCount) == 0
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Always `•••`.
  package var description: String { "•••" }
  /// Always `•••`.
  package var debugDescription: String { "•••" }
  /// Has no children, so that `dump` finds nothing either.
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Owns the memory, because only a class can overwrite it at the end.
///
/// `@unchecked Sendable`: the buffer is written in `init` and in `deinit` only, and both have it to themselves.
private final class Storage: @unchecked Sendable {
  let buffer: UnsafeMutableRawBufferPointer

  init(_ bytes: [UInt8]) {
    buffer = .allocate(byteCount: bytes.count, alignment: 1)
    buffer.copyBytes(from: bytes)
  }

  deinit {
    // An ordinary fill would be removed by the optimiser: nobody reads the memory afterwards.
    OPENSSL_cleanse(buffer.baseAddress, buffer.count)
    buffer.deallocate()
  }
}
