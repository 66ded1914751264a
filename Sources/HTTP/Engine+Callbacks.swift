import CMicroHTTPD
import Glibc

// libmicrohttpd's callbacks. `context` is the engine, kept alive by the server until its daemon has stopped.
extension Engine {
  /// Starts libmicrohttpd. False when it cannot.
  func startDaemon() -> Bool {
    var options = signalbox_daemon_options()
    options.threads = UInt32(clamping: max(1, configuration.threads))
    // Ours is the limit that counts; libmicrohttpd closes beyond its own without a word. A pool divides its limit.
    options.connection_limit =
      UInt32(clamping: max(1, min(configuration.maximumConnections, 1 << 20)))
      .multipliedReportingOverflow(by: 2).partialValue &+ 64
    options.memory_limit = 65_536
    // Large steps: a body of 25 KB then comes in one piece instead of ten.
    options.memory_increment = 32_768
    options.context = Unmanaged.passUnretained(self).toOpaque()
    options.handler = { context, connection, _, method, version, body, size, slot in
      guard let context, let connection, let method, let version, let size, let request = slot?.pointee else {
        return .NO
      }
      let bytes = UnsafeRawBufferPointer(start: body, count: body == nil ? 0 : size.pointee)
      size.pointee = 0
      return Unmanaged<Engine>.fromOpaque(context).takeUnretainedValue().proceed(
        Unmanaged<Exchange>.fromOpaque(request).takeUnretainedValue(), on: ConnectionHandle(pointer: connection),
        method: method, version: version, body: bytes)
    }
    options.target = { _, target, connection in
      guard let record = signalbox_connection_context(connection) else { return nil }
      let connection = Unmanaged<Connection>.fromOpaque(record).takeUnretainedValue()
      connection.beginHeader()
      let target = target.map { String(cString: $0) } ?? ""
      return Unmanaged.passRetained(Exchange(on: connection, target: target)).toOpaque()
    }
    options.completed = { context, _, slot, code in
      guard let context, let slot, let request = slot.pointee else { return }
      slot.pointee = nil
      Unmanaged<Engine>.fromOpaque(context).takeUnretainedValue().complete(
        Unmanaged<Exchange>.fromOpaque(request).takeRetainedValue(), code)
    }
    options.connection_changed = { context, connection, slot, change in
      guard let context, let slot else { return }
      let engine = Unmanaged<Engine>.fromOpaque(context).takeUnretainedValue()
      switch change {
      case .CONNECTION_NOTIFY_STARTED:
        // Retained until it ends: the doorkeeper's list alone must not decide about a pointer libmicrohttpd holds.
        guard let record = engine.registry.connection(on: signalbox_connection_socket(connection)) else { return }
        slot.pointee = Unmanaged.passRetained(record).toOpaque()
      case .CONNECTION_NOTIFY_CLOSED:
        guard let record = slot.pointee else { return }
        slot.pointee = nil
        engine.forget(Unmanaged<Connection>.fromOpaque(record).takeRetainedValue())
      default:
        return
      }
    }
    daemon = signalbox_daemon_start(&options)
    return daemon != nil
  }

  private func forget(_ connection: Connection) {
    connection.close()
    if registry.remove(connection) { doorkeeper.placeIsFree() }
  }
}
