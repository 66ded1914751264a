import System

/// Whether the service can do its work now.
package struct Readiness: Sendable, Equatable {
  /// One thing that was looked at.
  package struct Check: Sendable, Equatable {
    /// What it is: `store`, `clerk`, `lease`.
    package var name: String
    /// Whether it is as it should be.
    package var isReady: Bool
    /// Why not, or what was found; for people.
    package var detail: String

    /// One thing that was looked at.
    package init(_ name: String, isReady: Bool, detail: String) {
      self.name = name
      self.isReady = isReady
      self.detail = detail
    }
  }

  /// What was looked at.
  package var checks: [Check]

  /// The result of these checks.
  package init(_ checks: [Check]) {
    self.checks = checks
  }

  /// Whether all is as it should be.
  package var isReady: Bool { checks.allSatisfy(\.isReady) }

  /// As JSON: `{"ready":false,"reasons":["store: …"],"checks":[…]}`.
  package var json: String {
    let reasons = checks.filter { !$0.isReady }.map { "\($0.name): \($0.detail)".quotedJSON }
    let checks = checks.map { check in
      #"{"name":\#(check.name.quotedJSON),"ready":\#(check.isReady),"detail":\#(check.detail.quotedJSON)}"#
    }
    return
      #"{"ready":\#(isReady),"reasons":[\#(reasons.joined(separator: ","))],"checks":[\#(checks.joined(separator: ","))]}"#
  }
}
