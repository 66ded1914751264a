import HTTP

extension WebhookOutcome {
  /// The answer. It never holds anything of the request but the delivery's GUID, which was checked to be one.
  func response(delivery: String? = nil) -> Response {
    switch self {
    case .accepted, .duplicate, .ignored, .conflict:
      return .json(status, #"{"status":"\#(rawValue)","delivery":"\#(delivery ?? "")"}"#)
    case .pong:
      return .json(status, #"{"status":"pong"}"#)
    case .methodNotAllowed:
      return .json(status, failure, headers: [("Allow", "POST")])
    case .storeUnavailable, .storeTooSlow, .storeRefused, .bodyNotKept, .busy, .stopping:
      return .json(status, failure, headers: [("Retry-After", "5")])
    case .storeFull:
      return .json(status, failure, headers: [("Retry-After", "60")])
    case .notFound, .unsupportedType, .unsupportedEncoding, .tooLarge, .tooSlow, .malformedRequest, .clientGone,
      .headerMissing, .headerRepeated, .headerMalformed, .deliveryMalformed, .signatureMissing, .signatureOutdated,
      .signatureMalformed, .signatureWrong, .notObject, .notOnePayload:
      return .json(status, failure)
    }
  }

  private var failure: String { #"{"error":{"code":"\#(rawValue)","message":"\#(reason)"}}"# }

  /// One sentence for whoever looks at the hook's deliveries on GitHub.
  private var reason: String {
    switch self {
    case .accepted: "stored"
    case .duplicate: "stored before"
    case .conflict: "this delivery was stored before with another body"
    case .pong: "hello"
    case .ignored: "nothing here uses this event"
    case .notFound: "there is nothing here; webhooks go to \(WebhookDoor.path)"
    case .methodNotAllowed: "only POST is accepted here"
    case .unsupportedType: "the content type must be application/json or application/x-www-form-urlencoded"
    case .unsupportedEncoding: "the body must not be compressed"
    case .tooLarge: "the body is larger than 25 MiB"
    case .tooSlow: "the request came too slowly"
    case .malformedRequest: "the request is malformed"
    case .clientGone: "the request did not end"
    case .headerMissing: "X-GitHub-Event or X-GitHub-Delivery is missing"
    case .headerRepeated: "a header came more than once"
    case .headerMalformed: "a header has an impossible value"
    case .deliveryMalformed: "X-GitHub-Delivery is not a UUID"
    case .signatureMissing: "X-Hub-Signature-256 is missing: the hook needs a secret"
    case .signatureOutdated: "only a SHA-1 signature came: X-Hub-Signature-256 is needed"
    case .signatureMalformed: "X-Hub-Signature-256 is malformed"
    case .signatureWrong: "the signature is wrong: the hook's secret differs from ours"
    case .notObject: "the body is not a JSON object"
    case .notOnePayload: "the form needs exactly one field named payload"
    case .storeUnavailable: "the store is unavailable"
    case .storeTooSlow: "the store is too slow"
    case .storeRefused: "the store takes nothing at the moment"
    case .storeFull: "too much is waiting to be worked on"
    case .bodyNotKept: "there is no space for the body"
    case .busy: "too many large bodies at once"
    case .stopping: "the service is stopping"
    }
  }
}
