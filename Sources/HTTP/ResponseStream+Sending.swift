import CMicroHTTPD

extension ResponseStream {
  /// Gives the stream to libmicrohttpd, which asks for bytes whenever it can send some. Only on its thread.
  func queue(on handle: ConnectionHandle) -> MHD_Result {
    let source = Unmanaged.passRetained(Source(self, handle))
    let created = MHD_create_response_from_callback(
      signalbox_size_unknown(), 16_384,
      { context, _, buffer, capacity in
        guard let context, let buffer else { return signalbox_end_of_stream() }
        let source = Unmanaged<Source>.fromOpaque(context).takeUnretainedValue()
        let room = UnsafeMutableRawBufferPointer(start: buffer, count: capacity)
        switch source.stream.next(into: room, of: source.handle) {
        case .bytes(let count): return count
        case .later: return 0
        case .end: return signalbox_end_of_stream()
        }
      },
      source.toOpaque(),
      { context in
        guard let context else { return }
        Unmanaged<Source>.fromOpaque(context).takeRetainedValue().stream.detach()
      })
    guard let created else {
      source.release()
      detach()
      return .NO
    }
    defer { MHD_destroy_response(created) }
    for (name, value) in headers { MHD_add_response_header(created, name, value) }
    return MHD_queue_response(handle.pointer, (200...599).contains(status) ? UInt32(status) : 500, created)
  }

  private final class Source {
    let stream: ResponseStream
    let handle: ConnectionHandle

    init(_ stream: ResponseStream, _ handle: ConnectionHandle) {
      self.stream = stream
      self.handle = handle
    }
  }
}
