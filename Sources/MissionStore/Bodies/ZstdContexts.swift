import CZstd
import System

/// Contexts for packing in one go: each costs about 600 kB and is worth keeping, a few are enough for all threads.
final class ZstdContexts: Sendable {
  static let shared = ZstdContexts()

  /// `@unchecked Sendable`: whoever borrowed it uses it alone.
  final class Compressor: @unchecked Sendable {
    let pointer: OpaquePointer
    /// Where packed bytes go before their number is known.
    var scratch: [UInt8] = []

    init() {
      guard let pointer = ZSTD_createCCtx() else { preconditionFailure("Invalid state: no memory for zstd") }
      self.pointer = pointer
    }

    deinit { ZSTD_freeCCtx(pointer) }
  }

  private static let mostKept = 2
  private static let mostScratch = 256 << 10
  private let idle = Guarded<[Compressor]>([])

  func borrowCompressor() -> Compressor { idle.withLock { $0.popLast() } ?? Compressor() }

  func giveBack(_ compressor: Compressor) {
    if compressor.scratch.count > Self.mostScratch { compressor.scratch = [] }
    idle.withLock { idle in
      if idle.count < Self.mostKept { idle.append(compressor) }
    }
  }
}
