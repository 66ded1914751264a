/// Bytes of a body that many answers send without a copy for each.
///
/// The memory is read only between `init` and `deinit`, so any thread may read it.
package final class SharedBody: @unchecked Sendable {
  // Unchecked: a raw pointer is not `Sendable`; nothing writes behind it once it is made.
  let bytes: UnsafeRawBufferPointer

  /// A copy of these bytes, the only one there is.
  package init(_ body: [UInt8]) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: body.count, alignment: 1)
    memory.copyBytes(from: body)
    bytes = UnsafeRawBufferPointer(memory)
  }

  deinit { bytes.deallocate() }
}
