import GitHub
package import HTTP
import MissionCore
import Synchronization

/// A small stand-in for GitHub: its REST API and GraphQL from a state of its own, and signed webhooks from that state's
/// changes.
///
/// GitHub's own endpoints move it; what has none (a `git push`, a new repository, what goes wrong) is under
/// `/_sandbox`. It runs from its making until ``stop()``.
package final class Sandbox: Sendable {
  private let shared: SandboxShared
  private let server: Server
  private let courier: Courier

  /// Starts a sandbox; it serves when this returns.
  package init(_ configuration: SandboxConfiguration = SandboxConfiguration()) throws(ServerError) {
    let shared = SandboxShared(configuration)
    let courier = Courier(patience: configuration.deliveryTimeout) { id, outcome in
      shared.core.withLock { $0.settle(id, as: outcome) }
    }
    let handler = SandboxHandler(shared: shared, courier: courier, clock: configuration.clock)
    var serving = ServerConfiguration(address: configuration.address)
    // A call that is never answered must outlast any client's patience, not the server's.
    serving.replyDeadline = .seconds(3600)
    server = try Server(serving, handler: handler)
    self.shared = shared
    self.courier = courier
    clock = configuration.clock
    prefix = configuration.prefix
    host = configuration.address.host
    let address = self.address
    shared.core.withLock { core in
      core.state.links.api = "http://\(address)\(core.prefix)"
      core.furnish(configuration)
    }
  }

  private let clock: @Sendable () -> Timestamp
  private let host: String
  private let prefix: String

  /// `host:port` where it listens.
  package var address: String { host.contains(":") ? "[\(host)]:\(server.port)" : "\(host):\(server.port)" }

  /// The base of the REST API; GraphQL is at `/graphql` below it, at an Enterprise Server at `/api/graphql`.
  package var url: String { "http://\(address)\(prefix)" }

  /// Ends the sandbox: calls under way are answered, deliveries that are not out yet are not sent.
  package func stop() async {
    shared.releaseUnanswered()
    await server.drain(within: .seconds(1))
    await courier.stop()
  }

  /// Lends everything there is, under the lock that requests take, too; deliveries that come of it are sent.
  ///
  /// - Parameter body: must be quick, and must not call the sandbox.
  package func withCore<Value: Sendable>(_ body: (inout SandboxCore) throws -> Value) rethrows -> Value {
    try shared.core.withLock { core in
      defer { for delivery in core.takeOutgoing() { courier.send(delivery) } }
      return try body(&core)
    }
  }

  /// Does something as somebody, now; the webhooks that come of it are sent.
  @discardableResult
  package func act<Value: Sendable>(
    as actor: String, _ body: (inout SandboxState, Act) throws -> Acted<Value>
  ) rethrows -> Value {
    let now = clock()
    return try withCore { core in
      let acted = try body(&core.state, Act(by: actor, at: now))
      core.emit(acted.events, at: now)
      return acted.value
    }
  }
}
