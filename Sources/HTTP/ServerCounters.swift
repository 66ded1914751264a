/// How often the server decided by itself, and how much it carries. One consistent picture.
package struct ServerCounters: Sendable, Equatable {
  /// Connections accepted since the start.
  package internal(set) var connectionsAccepted: UInt64 = 0
  /// Connections open now.
  package internal(set) var connectionsOpen: Int = 0
  /// Connections closed at once because their address had as many as it may.
  package internal(set) var connectionsRefused: UInt64 = 0
  /// Connections without a finished header that gave way to new ones.
  package internal(set) var connectionsCrowdedOut: UInt64 = 0
  /// Times accepting paused because all connections were in use, or the process had no descriptors left.
  package internal(set) var acceptPauses: UInt64 = 0
  /// Requests whose header was not complete in time.
  package internal(set) var headerDeadlines: UInt64 = 0
  /// Kept-alive connections closed for want of a new request.
  package internal(set) var idleCloses: UInt64 = 0
  /// Requests whose body was not complete in time.
  package internal(set) var bodyDeadlines: UInt64 = 0
  /// Requests whose body passed its limit.
  package internal(set) var bodiesOverLimit: UInt64 = 0
  /// Requests the application did not answer in time.
  package internal(set) var replyDeadlines: UInt64 = 0
  /// Answers a client did not take in time.
  package internal(set) var sendDeadlines: UInt64 = 0
  /// Requests whose header contradicted the protocol.
  package internal(set) var malformedRequests: UInt64 = 0
  /// Clients that went away before their body was whole.
  package internal(set) var clientsGone: UInt64 = 0

  mutating func count(_ event: ServerEvent) {
    switch event {
    case .connectionRefused: connectionsRefused += 1
    case .connectionCrowdedOut: connectionsCrowdedOut += 1
    case .headerDeadlinePassed: headerDeadlines += 1
    case .idleConnectionClosed: idleCloses += 1
    case .bodyDeadlinePassed: bodyDeadlines += 1
    case .bodyOverLimit: bodiesOverLimit += 1
    case .replyDeadlinePassed: replyDeadlines += 1
    case .sendDeadlinePassed: sendDeadlines += 1
    case .malformedRequest: malformedRequests += 1
    case .clientGone: clientsGone += 1
    }
  }
}
