/// Whether the service can do its work now.
public struct Readiness: Sendable, Equatable {
  /// One thing that was looked at.
  public struct Check: Sendable, Equatable {
    /// What it is: `store`, `clerk`, `lease`.
    public var name: String
    /// Whether it is as it should be.
    public var isReady: Bool
    /// Why not, or what was found; for people.
    public var detail: String

    /// One thing that was looked at.
    public init(_ name: String, isReady: Bool, detail: String) {
      self.name = name
      self.isReady = isReady
      self.detail = detail
    }
  }

  /// What was looked at.
  public var checks: [Check]

  /// The result of these checks.
  public init(_ checks: [Check]) {
    self.checks = checks
  }

  /// Whether all is as it should be.
  public var isReady: Bool { checks.allSatisfy(\.isReady) }

  /// As JSON: `{"ready":false,"reasons":["store: …"],"checks":[…]}`.
  var json: String {
    let reasons = checks.filter { !$0.isReady }.map { JSONString.quoted("\($0.name): \($0.detail)") }
    let checks = checks.map { check in
      #"{"name":\#(JSONString.quoted(check.name)),"ready":\#(check.isReady),"detail":\#(JSONString.quoted(check.detail))}"#
    }
    return
      #"{"ready":\#(isReady),"reasons":[\#(reasons.joined(separator: ","))],"checks":[\#(checks.joined(separator: ","))]}"#
  }
}
