import System

/// Why the API has no document; in JSON it looks as the commands' errors do.
package struct APIFailure: Error, Sendable, Equatable {
  /// What it means to whoever asked.
  package enum Kind: Sendable, CaseIterable {
    /// The question cannot be read.
    case badRequest
    /// There is no such thing.
    case notFound
    /// The store does not answer.
    case unavailable
    /// A fault of ours.
    case broken
  }

  /// What it means to whoever asked.
  package var kind: Kind
  /// A word for programs.
  package var code: String
  /// A sentence for people.
  package var message: String
  /// What to do about it; may be empty.
  package var hint: String

  /// A failure of these parts.
  package init(_ kind: Kind, code: String, message: String, hint: String = "") {
    self.kind = kind
    self.code = code
    self.message = message
    self.hint = hint
  }

  var status: Int {
    switch kind {
    case .badRequest: 400
    case .notFound: 404
    case .unavailable: 503
    case .broken: 500
    }
  }

  /// The document that answers.
  package var json: String {
    let fields = [("code", code), ("message", message), ("hint", hint)]
    let written = fields.map { "\($0.quotedJSON):\($1.quotedJSON)" }
    return #"{"error":{\#(written.joined(separator: ","))}}"#
  }
}
