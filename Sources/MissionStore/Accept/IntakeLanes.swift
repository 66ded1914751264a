import Synchronization

/// A few connections side by side on which small signals are written.
///
/// Redis reads some 16 KB from each connection in one turn of its loop and, with `appendfsync always`, syncs the disk once
/// per turn. On a single connection a burst of packed bodies therefore takes several syncs, however it is pipelined; on
/// several it shares one. Lanes are filled one after the other and not in turn: while there is little to do, one thread
/// does it, in groups.
final class IntakeLanes: Sendable {
  /// What Redis reads from one connection in one turn (`PROTO_IOBUF_LEN`), in bytes.
  private static let turn = 16 << 10

  private final class Lane: Sendable {
    let connection: RedisConnection
    /// Bytes of bodies that were sent and are not answered yet.
    let load = Atomic(0)

    init(_ connection: RedisConnection) {
      self.connection = connection
    }
  }

  private let lanes: [Lane]

  /// - Parameter options: what all lanes may hold together.
  init(count: Int, to address: RedisAddress, options: RedisConnection.Options) {
    var share = options
    share.maximumBytes = options.maximumBytes / count
    share.maximumRequests = options.maximumRequests / count
    lanes = (0..<count).map { _ in Lane(RedisConnection(to: address, options: share)) }
  }

  func close() {
    for lane in lanes { lane.connection.close() }
  }

  /// Asks on the first lane whose next turn has room, or on the one with the least to do.
  func submit(
    _ request: RedisRequest, bytes: Int, timeout: Duration, completion: @escaping RedisConnection.Completion
  ) {
    let lane = lane(for: bytes)
    lane.load.add(bytes, ordering: .relaxed)
    lane.connection.submit(request, timeout: timeout) { result in
      lane.load.subtract(bytes, ordering: .relaxed)
      completion(result)
    }
  }

  private func lane(for bytes: Int) -> Lane {
    var best = lanes[0]
    var least = Int.max
    for lane in lanes {
      let load = lane.load.load(ordering: .relaxed)
      if load == 0 || load + bytes <= Self.turn { return lane }
      if load < least { (best, least) = (lane, load) }
    }
    return best
  }
}
