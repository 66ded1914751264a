import CZstd

/// Contexts for packing in one go: each costs about 600 kB and is worth keeping, a few are enough for all threads.
final class ZstdContexts: Sendable {
  static let shared = ZstdContexts()

  /// `@unchecked Sendable`: whoever borrowed it uses it alone.
  struct Compressor: @unchecked Sendable { let pointer: OpaquePointer }

  private static let mostKept = 2
  private let idle = Guarded<[Compressor]>([])

  func borrowCompressor() -> Compressor {
    if let kept = idle.withLock({ $0.popLast() }) { return kept }
    guard let pointer = ZSTD_createCCtx() else { preconditionFailure("Invalid state: no memory for zstd") }
    return Compressor(pointer: pointer)
  }

  func giveBack(_ compressor: Compressor) {
    let isKept = idle.withLock { idle in
      guard idle.count < Self.mostKept else { return false }
      idle.append(compressor)
      return true
    }
    if !isKept { ZSTD_freeCCtx(compressor.pointer) }
  }
}
