extension FetchFailure: CustomStringConvertible {
  /// One phrase for people.
  package var description: String {
    switch self {
    case .gone(let reason): reason
    case .moved(let place): "it was transferred to \(place)"
    case .unavailable(let reason, _): reason
    }
  }
}
