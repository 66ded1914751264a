import CMicroHTTPD

extension Response {
  /// Gives the answer to libmicrohttpd, which sends it. Only on its thread.
  func queue(on handle: ConnectionHandle, closing: Bool) -> MHD_Result {
    guard let created = shared.map(Self.lend) ?? copied else { return .NO }
    defer { MHD_destroy_response(created) }
    for (name, value) in headers { MHD_add_response_header(created, name, value) }
    if closing { MHD_add_response_header(created, "Connection", "close") }
    return MHD_queue_response(handle.pointer, validStatus, created)
  }

  private var copied: OpaquePointer? {
    body.withUnsafeBytes {
      MHD_create_response_from_buffer(
        $0.count, UnsafeMutableRawPointer(mutating: $0.baseAddress), .RESPMEM_MUST_COPY)
    }
  }

  /// The body itself, which lives until libmicrohttpd has sent it.
  private static func lend(_ body: SharedBody) -> OpaquePointer? {
    let holder = Unmanaged.passRetained(body)
    let created = MHD_create_response_from_buffer_with_free_callback_cls(
      body.bytes.count, UnsafeMutableRawPointer(mutating: body.bytes.baseAddress),
      { if let holder = $0 { Unmanaged<SharedBody>.fromOpaque(holder).release() } }, holder.toOpaque())
    if created == nil { holder.release() }
    return created
  }

  /// The whole answer as it goes over the wire, for the moments when libmicrohttpd takes none. The connection ends
  /// after it.
  var closingBytes: [UInt8] {
    let reason = MHD_get_reason_phrase_for(validStatus).map { String(cString: $0) } ?? "Error"
    var head =
      "HTTP/1.1 \(validStatus) \(reason)\r\nConnection: close\r\nContent-Length: \(shared?.bytes.count ?? body.count)\r\n"
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    return Array((head + "\r\n").utf8) + (shared.map { Array($0.bytes) } ?? body)
  }

  private var validStatus: UInt32 {
    (200...599).contains(status) ? UInt32(status) : 500
  }
}
