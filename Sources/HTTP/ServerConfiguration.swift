/// Where a server listens, what it bears and how long it waits.
package struct ServerConfiguration: Sendable {
  /// Where to listen. Port 0 takes a free one, see `Server.port`.
  package var address: ListenAddress
  /// Connections open at once. For further clients those without a finished header give way, the oldest first; where
  /// there is none, they wait in the system's queue until one ends.
  package var maximumConnections = 4096
  /// Connections open at once from one address (of IPv6, from one /64). Further ones are closed at once.
  package var maximumConnectionsPerAddress = 256
  /// Proxies in front: they have no limit of their own, and the client's address is what they say in `X-Forwarded-For`.
  package var trustedProxies: [AddressBlock] = []
  /// Threads that parse, hash and answer. One carries more than 60 000 requests of 12 KB per second.
  package var threads = 1
  /// From the moment a connection is ready for a request to the end of its header. Absolute: a byte now and then does
  /// not prolong it. A kept-alive connection without a request is closed after it.
  package var headerDeadline: Duration = .seconds(10)
  /// From the end of the header to the end of the body. Absolute.
  package var bodyDeadline: Duration = .seconds(30)
  /// From the end of the body to the reply of the application: a net, longer than the application's own deadlines.
  package var replyDeadline: Duration = .seconds(30)
  /// From the reply to the moment the client has taken it. Not for streams.
  package var sendDeadline: Duration = .seconds(60)
  /// The answer to a body over its limit.
  package var tooLargeAnswer = Response.json(413, #"{"error":"body too large"}"#)
  /// The answer to a request that came too slowly.
  package var tooSlowAnswer = Response.json(408, #"{"error":"request too slow"}"#)
  /// The answer to a header that contradicts the protocol.
  package var malformedAnswer = Response.json(400, #"{"error":"malformed request"}"#)
  /// The answer to a header with too many bytes or fields.
  package var headerTooLargeAnswer = Response.json(431, #"{"error":"header too large"}"#)
  /// The answer when the application gave none in time.
  package var noReplyAnswer = Response.json(
    503, #"{"error":"no answer in time"}"#, headers: [("Retry-After", "5")])
  /// The answer to what is still waiting when the server stops.
  package var stoppingAnswer = Response.json(503, #"{"error":"stopping"}"#, headers: [("Retry-After", "5")])

  /// A configuration with these limits' defaults.
  package init(address: ListenAddress) {
    self.address = address
  }
}
