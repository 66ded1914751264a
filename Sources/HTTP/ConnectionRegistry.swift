import Synchronization

/// All open connections, how many each address has, and the server's counters.
final class ConnectionRegistry: Sendable {
  private let maximum: Int
  private let maximumPerAddress: Int
  private let proxies: [AddressBlock]
  private let state = Mutex(State())

  init(maximum: Int, maximumPerAddress: Int, proxies: [AddressBlock]) {
    self.proxies = proxies
    self.maximum = max(1, maximum)
    self.maximumPerAddress = max(1, maximumPerAddress)
  }

  private struct State {
    var bySocket: [Int32: Connection] = [:]
    var perAddress: [String: Int] = [:]
    var counters = ServerCounters()
  }

  var isFull: Bool { state.withLock { $0.bySocket.count >= maximum } }

  var isEmpty: Bool { state.withLock { $0.bySocket.isEmpty } }

  var all: [Connection] { state.withLock { Array($0.bySocket.values) } }

  var counters: ServerCounters {
    state.withLock { state in
      var counters = state.counters
      counters.connectionsOpen = state.bySocket.count
      return counters
    }
  }

  func count(_ event: ServerEvent) {
    state.withLock { $0.counters.count(event) }
  }

  func countPause() {
    state.withLock { $0.counters.acceptPauses += 1 }
  }

  /// Takes a new connection in, or not when its address has as many as it may. A trusted proxy speaks for many.
  func add(_ connection: Connection) -> Bool {
    let share = AddressBlock.share(of: connection.peer)
    let isProxy = proxies.contains { $0.contains(connection.peer) }
    return state.withLock { state in
      let open = state.perAddress[share, default: 0]
      guard open < maximumPerAddress || isProxy else { return false }
      state.perAddress[share] = open + 1
      state.bySocket[connection.socket] = connection
      state.counters.connectionsAccepted += 1
      return true
    }
  }

  func connection(on socket: Int32) -> Connection? {
    state.withLock { $0.bySocket[socket] }
  }

  /// Forgets all, when libmicrohttpd has stopped: it tells nothing of those it closed before it had begun with them.
  func removeAll() {
    state.withLock { state in
      state.bySocket = [:]
      state.perAddress = [:]
    }
  }

  /// Forgets a connection whose socket is about to be closed. True when it was the last free place that is free again.
  func remove(_ connection: Connection) -> Bool {
    let share = AddressBlock.share(of: connection.peer)
    return state.withLock { state in
      let wasFull = state.bySocket.count >= maximum
      guard state.bySocket[connection.socket] === connection else { return false }
      state.bySocket[connection.socket] = nil
      let open = state.perAddress[share, default: 1]
      state.perAddress[share] = open > 1 ? open - 1 : nil
      return wasFull
    }
  }
}
