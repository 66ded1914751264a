package import GitHub

/// What is wrong with the way a hook is set up.
package enum HookFault: Sendable, Hashable {
  /// It does not send these events: only polling finds what they would tell at once.
  case missingEvents([String])
  /// It sends forms instead of JSON: larger, slower, but understood.
  case contentType(String)
  /// GitHub was told not to check our certificate.
  case certificateIgnored
  /// GitHub sends nothing but pings through it.
  case inactive

  /// The faults of a hook; empty if all is well.
  package static func all(of hook: HookFacts) -> [HookFault] {
    var faults: [HookFault] = []
    let missing = WebhookDecoder.missingEvents(configured: hook.events)
    if !missing.isEmpty { faults.append(.missingEvents(missing)) }
    if let type = hook.contentType, type != "json" { faults.append(.contentType(type)) }
    if hook.ignoresCertificate { faults.append(.certificateIgnored) }
    if !hook.isActive { faults.append(.inactive) }
    return faults
  }
}
