import MissionCore

/// What ``InstallationTokens`` knows: where the App is installed, and the tokens it has. Times are of the steady clock.
struct InstallationLedger {
  enum Place {
    case installed(Installation)
    case refused(TokenFault, until: Duration)
  }

  private struct Held {
    let token: Token
    let renewAt: Duration
    let expiresAt: Duration
  }

  /// How long a refusal is believed before it is asked about again.
  private static let refusalTime: Duration = .seconds(60)
  /// How long before its end a token is renewed.
  private static let margin: Duration = .seconds(300)
  /// How long a new token is used whatever it says about its end; and how far apart renewals are at least.
  private static let leastUse: Duration = .seconds(60)
  /// Far more than missions name.
  private static let placeLimit = 10_000

  private var places: [RepositoryName?: Place] = [:]
  private var held: [Int64: Held] = [:]
  private var refusedAt: [Int64: Duration] = [:]

  // MARK: - Places

  func place(of repository: RepositoryName?, at now: Duration) -> Place? {
    switch places[repository] {
    case .refused(_, let until)? where until <= now: nil
    case let place: place
    }
  }

  mutating func note(_ installation: Installation, for repository: RepositoryName?) {
    if places.count >= Self.placeLimit { places = [:] }
    places[repository] = .installed(installation)
  }

  mutating func note(_ fault: TokenFault, for repository: RepositoryName?, at now: Duration) {
    if places.count >= Self.placeLimit { places = [:] }
    places[repository] = .refused(fault, until: now + Self.refusalTime)
  }

  mutating func forgetPlaces() { places = [:] }

  /// The installation does not exist any more.
  mutating func forget(_ installation: Int64) {
    held[installation] = nil
    places = places.filter { _, place in
      if case .installed(let known) = place { known.id != installation } else { true }
    }
  }

  // MARK: - Tokens

  /// The token, unless it is time for another.
  func token(of installation: Int64, at now: Duration) -> Token? {
    held[installation].flatMap { now < $0.renewAt ? $0.token : nil }
  }

  /// Keeps a token that was asked for at this time. Of a lifetime that is not told the documented hour is assumed; one
  /// that cannot be true is bounded.
  mutating func note(_ token: Token, of installation: Int64, at asked: Duration, lifetimeSeconds: Int?) {
    let lifetime = Duration.seconds(min(max(lifetimeSeconds ?? 3_600, 60), 3_600))
    held[installation] = Held(
      token: token, renewAt: asked + max(Self.leastUse, lifetime - Self.margin), expiresAt: asked + lifetime)
  }

  /// A renewal failed: the old token serves on for a while, if it still can.
  mutating func postponeRenewal(of installation: Int64, at now: Duration) -> Token? {
    guard let old = held[installation], now + .seconds(30) < old.expiresAt else { return nil }
    held[installation] = Held(token: old.token, renewAt: now + .seconds(30), expiresAt: old.expiresAt)
    return old.token
  }

  /// GitHub refused the token. Whether asking again brings another one.
  mutating func refuse(_ token: Token, at now: Duration) -> Bool {
    // Whoever is not found was dropped by somebody else's refusal: there is, or will be, another.
    guard let installation = held.first(where: { $0.value.token == token })?.key else { return true }
    if let last = refusedAt[installation], now < last + Self.leastUse { return false }
    refusedAt[installation] = now
    held[installation] = nil
    return true
  }
}
