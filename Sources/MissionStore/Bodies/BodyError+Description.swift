extension BodyError: CustomStringConvertible {
  /// One sentence without a full stop.
  package var description: String {
    switch self {
    case .storage(let reason): "its temporary file cannot be written (\(reason))"
    case .compression(let error): "it cannot be packed or unpacked: \(error)"
    case .missing: "it is not in Redis any more"
    case .redis(let error): "\(error)"
    }
  }
}
