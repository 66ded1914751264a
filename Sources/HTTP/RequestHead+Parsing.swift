import CMicroHTTPD

extension RequestHead {
  /// Reads the head libmicrohttpd has parsed. Nil when its framing is ambiguous: it and a proxy in front could then
  /// disagree about where the next request begins (request smuggling).
  init?(
    _ handle: ConnectionHandle, method: String, target: String, version: String, on connection: Connection
  ) {
    var collector = Collector()
    _ = withUnsafeMutablePointer(to: &collector) { collector in
      MHD_get_connection_values_n(
        handle.pointer, .HEADER_KIND,
        { context, _, name, nameLength, value, valueLength in
          guard let context, let name else { return .YES }
          context.assumingMemoryBound(to: Collector.self).pointee.add(
            UnsafeRawBufferPointer(start: name, count: nameLength),
            UnsafeRawBufferPointer(start: value, count: value == nil ? 0 : valueLength))
          return .YES
        }, collector)
    }
    guard !collector.isMalformed, method.utf8.allSatisfy(\.isTokenCharacter), !target.utf8.contains(0x20) else {
      return nil
    }
    // libmicrohttpd can refuse a missing Host too, but version 0.9.75 then sends its answer's head twice.
    let hosts = collector.block.values(of: "host").count
    guard hosts == 1 || (hosts == 0 && version == "HTTP/1.0") else { return nil }
    let lengths = collector.block.values(of: "content-length")
    let encodings = collector.block.values(of: "transfer-encoding")
    guard lengths.count + encodings.count <= 1 else { return nil }
    if let encoding = encodings.first {
      // HTTP/1.0 knows no chunks; any other coding than chunked has no end but the connection's.
      guard encoding.equalsIgnoringASCIICase("chunked"), version != "HTTP/1.0" else { return nil }
    }
    var contentLength: UInt64?
    if let length = lengths.first {
      guard !length.isEmpty, length.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt64(length) else {
        return nil
      }
      contentLength = number
    }
    let proxies = connection.engine.configuration.trustedProxies
    let peer =
      proxies.isEmpty
      ? connection.peer
      : proxies.client(of: connection.peer, forwardedFor: collector.block.values(of: "x-forwarded-for"))
    let mark = target.utf8.firstIndex(of: 0x3F)
    self.init(
      method: method, path: String(target[..<(mark ?? target.endIndex)]),
      query: mark.map { String(target[target.utf8.index(after: $0)...]) }, version: version, peer: peer,
      contentLength: contentLength, isChunked: !encodings.isEmpty,
      openBody: OpenBody(connection: connection, request: connection.request), block: collector.block)
  }

  private struct Collector {
    var block = HeaderBlock()
    var isMalformed = false

    mutating func add(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
      // A space before the colon hides a field from libmicrohttpd that others may see.
      if name.isEmpty || !name.allSatisfy(\.isTokenCharacter) { isMalformed = true }
      block.append(name: name, value: value)
    }
  }
}
