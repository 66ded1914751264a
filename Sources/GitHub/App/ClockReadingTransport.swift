/// Sends through another transport, and lets a ``ServerClock`` hear the date of every answer, refusals included.
package struct ClockReadingTransport: HTTPTransport {
  private let transport: any HTTPTransport
  private let clock: ServerClock
  private let timekeeper: any Timekeeper

  /// A transport around another one.
  package init(
    _ transport: any HTTPTransport, clock: ServerClock, timekeeper: any Timekeeper = SystemTimekeeper()
  ) {
    self.transport = transport
    self.clock = clock
    self.timekeeper = timekeeper
  }

  /// Sends the request once.
  package func send(_ request: HTTPClient.Request) async throws(HTTPClient.Failure) -> HTTPClient.Response {
    let sentAt = timekeeper.now.wall
    let response = try await transport.send(request)
    // An answer with an age comes from somebody's cache: its date is the one of long ago.
    if let date = response.headers["Date"].flatMap({ HTTPDate.parse($0) }), response.headers["Age"] == nil {
      clock.hear(date, sentAt: sentAt, receivedAt: timekeeper.now.wall)
    }
    return response
  }
}
