import GitHub

/// Looks once over a delivery's body, in pieces, and says whether it is what the sender claims.
struct PayloadInspection {
  /// What a body turned out to be.
  enum Finding: Equatable {
    /// A JSON object, with its top-level `action`.
    case object(action: String?)
    /// Not a JSON object.
    case notObject
    /// A form without the field `payload`, or with several.
    case notOnePayload
  }

  private enum Wrapping {
    case none
    case form(FormPayload)
  }

  private var wrapping: Wrapping
  private var scanner = JSONScanner()

  init(_ encoding: PayloadEncoding) {
    switch encoding {
    case .json: wrapping = .none
    case .form: wrapping = .form(FormPayload())
    }
  }

  /// Takes the next bytes of the body.
  mutating func feed(_ bytes: UnsafeRawBufferPointer) {
    switch wrapping {
    case .none:
      scanner.feed(bytes)
    case .form(var form):
      // Not left in two places at once: that would copy its buffer.
      wrapping = .none
      form.feed(bytes) { scanner.feed($0) }
      wrapping = .form(form)
    }
  }

  /// What the body is. Called once, at its end.
  package mutating func finish() -> Finding {
    if case .form(var form) = wrapping {
      form.finish { scanner.feed($0) }
      guard form.count == 1 else { return .notOnePayload }
    }
    switch scanner.verdict {
    case .object(let action): return .object(action: action)
    case .notObject: return .notObject
    }
  }
}
