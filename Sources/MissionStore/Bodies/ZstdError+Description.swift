extension ZstdError: CustomStringConvertible {
  /// One sentence without a full stop.
  package var description: String {
    switch self {
    case .invalid(let reason): "it is damaged, or not packed by zstd (\(reason))"
    case .truncated: "it ends in the middle"
    case .tooLarge(let limit): "unpacked it is larger than \(limit) bytes"
    }
  }
}
