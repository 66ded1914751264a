/// What became of a request to the public listener. Each has its own counter.
package enum WebhookOutcome: String, Sendable, CaseIterable {
  /// Stored, for the first time.
  case accepted
  /// Stored before.
  case duplicate
  /// The same GUID came through the same hook before, with another body. Nothing was stored.
  case conflict
  /// A hook introduced itself.
  case pong
  /// Nothing here uses this event or action.
  case ignored
  /// Another path.
  case notFound = "not_found"
  /// Another method than POST.
  case methodNotAllowed = "method_not_allowed"
  /// Neither JSON nor a form.
  case unsupportedType = "unsupported_type"
  /// A compressed body.
  case unsupportedEncoding = "unsupported_encoding"
  /// A body over the limit.
  case tooLarge = "too_large"
  /// Header or body did not come in time.
  case tooSlow = "too_slow"
  /// The request contradicts HTTP.
  case malformedRequest = "malformed_request"
  /// The client went away before its body was whole.
  case clientGone = "client_gone"
  /// A header that every delivery has is missing.
  case headerMissing = "header_missing"
  /// A header that may come once came more often.
  case headerRepeated = "header_repeated"
  /// A header has a value GitHub never sends.
  case headerMalformed = "header_malformed"
  /// The delivery's GUID is not a UUID.
  case deliveryMalformed = "delivery_malformed"
  /// No signature: the hook has no secret.
  case signatureMissing = "signature_missing"
  /// A SHA-1 signature only.
  case signatureOutdated = "signature_sha1_only"
  /// A signature header that cannot be read.
  case signatureMalformed = "signature_malformed"
  /// The signature is wrong for every secret.
  case signatureWrong = "signature_wrong"
  /// The body is not a JSON object.
  case notObject = "not_json_object"
  /// The form does not have exactly one field `payload`.
  case notOnePayload = "not_one_payload"
  /// Redis cannot be reached, or the connection broke.
  case storeUnavailable = "store_unavailable"
  /// Redis did not answer in time.
  case storeTooSlow = "store_too_slow"
  /// Redis refused: out of memory, read-only, loading, disk trouble.
  case storeRefused = "store_refused"
  /// The stream has reached its high-water mark.
  case storeFull = "store_full"
  /// The body could not be kept (no space for temporary files).
  case bodyNotKept = "body_not_kept"
  /// Too many large bodies at once.
  case busy
  /// The service is going down.
  case stopping

  /// The status code it is answered with; for those that get no answer, the one they would get.
  package var status: Int {
    switch self {
    case .accepted: 202
    case .duplicate, .pong, .ignored: 200
    case .malformedRequest, .clientGone, .headerMissing, .headerRepeated, .headerMalformed, .deliveryMalformed,
      .notObject, .notOnePayload:
      400
    case .signatureMissing, .signatureOutdated, .signatureMalformed, .signatureWrong: 401
    case .notFound: 404
    case .methodNotAllowed: 405
    case .tooSlow: 408
    case .conflict: 409
    case .tooLarge: 413
    case .unsupportedType, .unsupportedEncoding: 415
    case .storeUnavailable, .storeTooSlow, .storeRefused, .storeFull, .bodyNotKept, .busy, .stopping: 503
    }
  }
}
