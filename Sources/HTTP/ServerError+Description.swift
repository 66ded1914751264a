extension ServerError: CustomStringConvertible {
  /// One sentence without a full stop, for people.
  package var description: String {
    switch self {
    case .malformedAddress(let text): "\(text) is no address such as 127.0.0.1:8080"
    case .addressInUse(let address): "cannot listen on \(address): something else listens there"
    case .addressNotAvailable(let address):
      "cannot listen on \(address): it is no address of this machine, or not allowed"
    case .cannotListen(let address, let errno): "cannot listen on \(address): the system refuses with error \(errno)"
    case .cannotStart: "cannot start the server: too few threads or descriptors, or no memory"
    }
  }
}
