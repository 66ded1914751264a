package import MissionCore

/// What an answer's headers say about limits. Everything may be missing: GitHub Enterprise Server sends none by
/// default.
package struct RateReport: Sendable, Hashable {
  /// The window of a primary limit.
  package struct Window: Sendable, Hashable {
    /// Which limit.
    package var resource: RateResource
    /// Calls (GraphQL: points) in an hour.
    package var limit: Int
    /// What is left of them.
    package var remaining: Int
    /// When the window ends, in seconds since 1970 on GitHub's clock. Names the window, too.
    package var resetEpoch: Int64

    /// A window.
    package init(resource: RateResource, limit: Int, remaining: Int, resetEpoch: Int64) {
      self.resource = resource
      self.limit = limit
      self.remaining = remaining
      self.resetEpoch = resetEpoch
    }
  }

  /// The window of the limit that the call drew on.
  package var window: Window?
  /// How long to stay away, from `Retry-After` in either of its forms; never negative, at most an hour.
  package var retryAfter: Duration?
  /// GitHub's clock when it answered. Windows are measured against it, so ours may be wrong.
  package var serverTime: Timestamp?

  /// A report of the given parts.
  package init(window: Window? = nil, retryAfter: Duration? = nil, serverTime: Timestamp? = nil) {
    self.window = window
    self.retryAfter = retryAfter
    self.serverTime = serverTime
  }

  /// Reads the report from an answer's headers; what cannot be read counts as missing.
  package init(_ headers: HTTPClient.Headers, for kind: CallKind, at now: Moment) {
    serverTime = headers["Date"].flatMap { HTTPDate.parse($0) }
    retryAfter = headers["Retry-After"].flatMap { Self.duration($0, since: serverTime ?? now.wall) }

    // Other resources exist (code search, for one); calls of ours do not draw on them.
    let name = headers["x-ratelimit-resource"]
    guard let resource = name.map({ RateResource(rawValue: $0) }) ?? kind.resource,
      let limit = Self.number(headers["x-ratelimit-limit"]),
      let remaining = Self.number(headers["x-ratelimit-remaining"]),
      let reset = Self.number(headers["x-ratelimit-reset"])
    else { return }
    window = Window(
      resource: resource, limit: Int(clamping: limit), remaining: Int(clamping: remaining), resetEpoch: reset)
  }

  private static func number(_ text: String?) -> Int64? {
    text.flatMap { Int64($0) }.flatMap { $0 < 0 ? nil : $0 }
  }

  private static func duration(_ text: String, since now: Timestamp) -> Duration? {
    let longest: Int64 = 3_600
    if let seconds = number(text) { return .seconds(min(seconds, longest)) }
    guard let date = HTTPDate.parse(text) else { return nil }
    return .seconds(min(max(0, Int64(date.seconds(since: now))), longest))
  }
}
