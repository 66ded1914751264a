import CHiredis
import Glibc

/// A socket to Redis that never blocks, and hiredis' parser for what comes back. Confined to one thread.
final class RedisTransport {
  /// Why the socket is of no use any more; the text is for people.
  struct Failure: Error { let reason: String }

  private let context: UnsafeMutablePointer<redisContext>
  private var scratch = [UInt8](repeating: 0, count: 64 << 10)

  /// Begins to connect; writable means that it is decided, see `finishConnecting`.
  ///
  /// Resolving a host name blocks (getaddrinfo); addresses, `localhost` and unix sockets do not.
  init(connectingTo place: RedisAddress.Place) throws(Failure) {
    let context =
      switch place {
      case .tcp(let host, let port): redisConnectNonBlock(host, Int32(port))
      case .unix(let path): redisConnectUnixNonBlock(path)
      }
    guard let context else { throw Failure(reason: "out of memory") }
    guard context.pointee.err == 0 else {
      let reason = Self.text(&context.pointee.errstr)
      redisFree(context)
      throw Failure(reason: reason)
    }
    self.context = context
    // hiredis leaves the socket open to children; ours must not keep a dead connection alive.
    _ = fcntl(context.pointee.fd, F_SETFD, FD_CLOEXEC)
  }

  deinit { redisFree(context) }

  var descriptor: Int32 { context.pointee.fd }

  func finishConnecting() throws(Failure) {
    var code: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    guard getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size) == 0 else { throw Self.failure(errno) }
    guard code == 0 else { throw Self.failure(code) }
  }

  /// Writes what the socket takes now.
  func write(_ output: inout RedisOutput) throws(Failure) {
    try output.drain { bytes throws(Failure) in
      while true {
        // MSG_NOSIGNAL: a server that is gone must be an error, not SIGPIPE.
        let count = Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        if count >= 0 { return count }
        switch errno {
        case EINTR: continue
        case EAGAIN: return 0
        default: throw Self.failure(errno)
        }
      }
    }
    guard !output.isTorn else { throw Failure(reason: "a body could not be read back from its file") }
  }

  /// Reads what is there now and hands over each complete reply, in order.
  func receive(_ handle: (RedisReply) throws(Failure) -> Void) throws(Failure) {
    while true {
      let capacity = scratch.count
      let count = scratch.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, capacity, 0) }
      if count < 0 {
        switch errno {
        case EINTR: continue
        case EAGAIN: return
        default: throw Self.failure(errno)
        }
      }
      guard count > 0 else { throw Failure(reason: "Redis closed the connection") }
      try parse(count: count, handle)
      guard count == capacity else { return }
    }
  }

  private func parse(count: Int, _ handle: (RedisReply) throws(Failure) -> Void) throws(Failure) {
    let reader = context.pointee.reader
    let fed = scratch.withUnsafeBytes { redisReaderFeed(reader, $0.baseAddress, count) }
    guard fed == REDIS_OK else { throw readerFailure() }
    while true {
      var object: UnsafeMutableRawPointer?
      guard redisReaderGetReply(reader, &object) == REDIS_OK else { throw readerFailure() }
      guard let object else { return }
      defer { freeReplyObject(object) }
      try handle(RedisReply(object.assumingMemoryBound(to: redisReply.self)))
    }
  }

  private func readerFailure() -> Failure {
    guard let reader = context.pointee.reader else { return Failure(reason: "no parser") }
    return Failure(reason: Self.text(&reader.pointee.errstr))
  }

  private static func failure(_ code: Int32) -> Failure { Failure(reason: String(cString: strerror(code))) }

  /// The text of a fixed C array of 128 bytes.
  private static func text<Buffer>(_ buffer: inout Buffer) -> String {
    withUnsafeBytes(of: &buffer) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}

extension RedisReply {
  /// Copies a reply of hiredis; nesting is bounded by its parser (at most 7 arrays deep).
  fileprivate init(_ pointer: UnsafePointer<redisReply>) {
    let reply = pointer.pointee
    let bytes = UnsafeRawBufferPointer(start: reply.str, count: reply.str == nil ? 0 : reply.len)
    switch reply.type {
    case REDIS_REPLY_STRING: self = .bulk(Array(bytes))
    case REDIS_REPLY_STATUS: self = .status(String(decoding: bytes, as: UTF8.self))
    case REDIS_REPLY_INTEGER: self = .integer(Int(reply.integer))
    case REDIS_REPLY_ARRAY:
      let elements = UnsafeBufferPointer(start: reply.element, count: reply.element == nil ? 0 : reply.elements)
      self = .array(elements.map { element in element.map { RedisReply($0) } ?? .null })
    case REDIS_REPLY_ERROR:
      let message = String(decoding: bytes, as: UTF8.self)
      self = .error(code: String(message.prefix { $0 != " " }), message: message)
    default: self = .null
    }
  }
}
