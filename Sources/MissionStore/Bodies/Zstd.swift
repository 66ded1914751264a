import CZstd

/// zstd at its level -1: GitHub's payloads shrink four to nine times, for less time than the saved bytes would cost
/// Redis. Level 1 makes them a fifth smaller and takes four thirds of the time.
package enum Zstd {
  static let level: Int32 = -1
  /// Frames that want a larger window than 8 MiB (2^23) are refused: memory must not be the sender's choice.
  static let largestWindowLog: Int32 = 23

  /// Packs bytes in one go.
  package static func compress(_ bytes: UnsafeRawBufferPointer) throws(ZstdError) -> [UInt8] {
    let context = ZstdContexts.shared.borrowCompressor()
    defer { ZstdContexts.shared.giveBack(context) }
    let bound = ZSTD_compressBound(bytes.count)
    if context.scratch.count < bound { context.scratch = [UInt8](repeating: 0, count: bound) }
    let code = context.scratch.withUnsafeMutableBytes {
      ZSTD_compressCCtx(context.pointer, $0.baseAddress, $0.count, bytes.baseAddress, bytes.count, level)
    }
    try check(code)
    return Array(context.scratch[..<code])
  }

  /// Packs bytes in one go.
  package static func compress(_ bytes: [UInt8]) throws(ZstdError) -> [UInt8] {
    try bytes.withUnsafeBufferPointer { buffer throws(ZstdError) in try compress(UnsafeRawBufferPointer(buffer)) }
  }

  /// Unpacks bytes, at most `limit` of them: what a frame says about its own size is not believed.
  package static func decompress(_ bytes: [UInt8], limit: Int) throws(ZstdError) -> [UInt8] {
    var raw: [UInt8] = []
    let unpacking = Decompression(limit: limit)
    try unpacking.feed(bytes) { raw.append(contentsOf: $0) }
    try unpacking.finish()
    return raw
  }

  /// Throws if `code` is one of zstd's errors.
  static func check(_ code: Int) throws(ZstdError) {
    guard ZSTD_isError(code) != 0 else { return }
    throw .invalid(ZSTD_getErrorName(code).map { String(cString: $0) } ?? "unknown error")
  }
}
