import CZstd

/// Unpacks bytes that come in pieces, handing out at most 64 KiB at a time and never more than `limit` in all.
package final class Decompression {
  private let context: OpaquePointer
  private let limit: Int
  private var produced = 0
  /// What zstd still wants before the frame is complete; 0 between frames.
  private var wanted = 0
  private var output = [UInt8](repeating: 0, count: 64 << 10)

  /// - Parameter limit: how many raw bytes are allowed; one more is `.tooLarge`.
  package init(limit: Int) {
    guard let context = ZSTD_createDCtx() else { preconditionFailure("Invalid state: no memory for zstd") }
    ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Zstd.largestWindowLog)
    self.context = context
    self.limit = limit
  }

  deinit { ZSTD_freeDCtx(context) }

  /// How much memory it takes now, in bytes.
  var memorySize: Int { ZSTD_sizeof_DCtx(context) + output.count }

  /// Unpacks a piece. What `emit` is given is valid during the call only.
  package func feed(_ bytes: [UInt8], emit: (UnsafeRawBufferPointer) -> Void) throws(ZstdError) {
    var offset = 0
    repeat {
      let count = try step(bytes, &offset)
      output.withUnsafeBytes { emit(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      // A full buffer: zstd may hold more that needs no further input.
      if offset == bytes.count, count < output.count { return }
    } while true
  }

  /// Throws if the bytes so far do not end with a complete frame.
  package func finish() throws(ZstdError) {
    guard wanted == 0 else { throw .truncated }
  }

  /// One call of zstd: takes from `bytes` at `offset`, fills `output`, says how much is in it.
  func step(_ bytes: [UInt8], _ offset: inout Int) throws(ZstdError) -> Int {
    guard offset < bytes.count || wanted != 0 else { return 0 }
    let capacity = output.count
    var (code, taken, count) = (0, 0, 0)
    bytes.withUnsafeBytes { source in
      output.withUnsafeMutableBytes { target in
        var input = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: offset)
        var buffer = ZSTD_outBuffer(dst: target.baseAddress, size: capacity, pos: 0)
        code = ZSTD_decompressStream(context, &buffer, &input)
        (taken, count) = (input.pos, buffer.pos)
      }
    }
    try Zstd.check(code)
    offset = taken
    wanted = code
    guard count <= limit - produced else { throw .tooLarge(limit: limit) }
    produced += count
    return count
  }

  /// What the last `step` produced.
  func produced(_ count: Int) -> [UInt8] { Array(output[..<count]) }
}
