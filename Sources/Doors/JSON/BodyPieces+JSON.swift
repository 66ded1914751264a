package import GitHub
package import MissionStore

/// Why a stored delivery's JSON cannot be had.
package enum StoredPayloadError: Error {
  /// Its body cannot.
  case body(BodyError)
  /// It is a form in which so many fields are called payload; there must be one.
  case fields(Int)
}

extension BodyPieces {
  /// The JSON of a stored delivery without what is long and not read: the largest deliveries have 25 MiB, and what is
  /// used of them has a few kilobytes. What is short stays as it is. Never more than a piece of the rest is held.
  package mutating func prunedJSON(_ encoding: PayloadEncoding) async throws(StoredPayloadError) -> [UInt8] {
    var pruned = PrunedJSON()
    var form = FormPayload()
    func take(_ piece: [UInt8]) {
      switch encoding {
      case .json: pruned.feed(piece)
      case .form: piece.withUnsafeBytes { bytes in form.feed(bytes) { pruned.feed($0) } }
      }
    }
    do throws(BodyError) {
      guard let first = try await next() else { return [] }
      let second = try await next()
      if encoding == .json, second == nil { return first }
      take(first)
      if let second { take(second) }
      while second != nil, let piece = try await next() { take(piece) }
    } catch {
      throw .body(error)
    }
    guard encoding == .form else { return pruned.document }
    form.finish { pruned.feed($0) }
    guard form.count == 1 else { throw .fields(form.count) }
    return pruned.document
  }
}
