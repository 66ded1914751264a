import CZstd

/// Packs bytes that come in pieces. Confined to one thread at a time.
final class Compression {
  /// 128 KiB instead of the usual 512: a quarter of the memory per body that is just arriving, for a few per cent of
  /// size.
  private static let windowLog: Int32 = 17

  private let context: OpaquePointer
  private var output = [UInt8](repeating: 0, count: 64 << 10)

  init() {
    guard let context = ZSTD_createCCtx() else { preconditionFailure("Invalid state: no memory for zstd") }
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Zstd.level)
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, Self.windowLog)
    self.context = context
  }

  deinit { ZSTD_freeCCtx(context) }

  /// How much memory it takes now, in bytes.
  var memorySize: Int { ZSTD_sizeof_CCtx(context) + output.count }

  /// Packs a piece; `isLast` ends the frame. What `emit` is given has at most 64 KiB and is valid during the call only.
  func feed(
    _ bytes: UnsafeRawBufferPointer, isLast: Bool, emit: (UnsafeRawBufferPointer) throws(BodyError) -> Void
  ) throws(BodyError) {
    var input = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
    var remaining = 0
    repeat {
      let capacity = output.count
      var count = 0
      output.withUnsafeMutableBytes { target in
        var buffer = ZSTD_outBuffer(dst: target.baseAddress, size: capacity, pos: 0)
        remaining = ZSTD_compressStream2(context, &buffer, &input, isLast ? ZSTD_e_end : ZSTD_e_continue)
        count = buffer.pos
      }
      do throws(ZstdError) { try Zstd.check(remaining) } catch { throw .compression(error) }
      guard count > 0 else { continue }
      try output.withUnsafeBufferPointer { buffer throws(BodyError) in
        try emit(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: buffer[..<count])))
      }
    } while isLast ? remaining > 0 : input.pos < input.size
  }
}
