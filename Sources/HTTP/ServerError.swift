/// Why a server did not start.
package enum ServerError: Error, Sendable, Equatable {
  /// The address is not `host:port` with a numeric host (or `localhost`) and a port of 0...65535.
  case malformedAddress(String)
  /// Something else listens there.
  case addressInUse(ListenAddress)
  /// The address is not one of this machine, or a port below 1024 without the right to it.
  case addressNotAvailable(ListenAddress)
  /// Another refusal by the system, with its `errno`.
  case cannotListen(ListenAddress, errno: Int32)
  /// The HTTP library or a thread could not be started (out of memory, threads or descriptors).
  case cannotStart
}
