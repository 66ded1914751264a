/// One thing that has to be done to a hook, and why.
package enum HookChange: Sendable, Equatable {
  /// There is none that delivers here.
  case create(HookConfiguration)
  /// It sends nothing: it was switched off.
  case activate
  /// It sends something although it should not.
  case deactivate
  /// It does not send these events.
  case subscribe([String])
  /// It delivers in another form.
  case setContentType(HookConfiguration.ContentType, from: String)
  /// It delivers to another form of our address.
  case setAddress(HookAddress)
  /// Its secret is missing, or is to be replaced.
  case setSecret(Secret, SecretReason)
  /// It does not check our certificate, or it should not.
  case setCertificateCheck(ignored: Bool)

  /// Why a hook needs its secret written.
  package enum SecretReason: Sendable, Equatable {
    /// It has none: anybody could send what it sends.
    case missing
    /// Somebody wants it replaced, or deliveries were refused for their signature.
    case replaced
  }

  /// What has to be done so that the hook found is the one desired, in the order in which it should be told.
  ///
  /// Events that the hook sends beyond the desired ones stay: somebody wanted them. GitHub never shows a secret, so an
  /// existing one is taken for the right one unless the caller knows better (`replacesSecret`).
  package static func plan(
    desired: HookConfiguration, found: Hook?, replacesSecret: Bool = false
  ) -> [HookChange] {
    guard let found else { return [.create(desired)] }
    var changes: [HookChange] = []
    if desired.isActive != found.isActive { changes.append(desired.isActive ? .activate : .deactivate) }
    let missing = found.events.contains("*") ? [] : desired.events.filter { !found.events.contains($0) }
    if !missing.isEmpty { changes.append(.subscribe(missing)) }
    if found.contentType != desired.contentType.rawValue {
      changes.append(.setContentType(desired.contentType, from: found.contentType))
    }
    if !desired.address.isSame(as: found.url) { changes.append(.setAddress(desired.address)) }
    if !found.hasSecret {
      changes.append(.setSecret(desired.secret, .missing))
    } else if replacesSecret {
      changes.append(.setSecret(desired.secret, .replaced))
    }
    if found.ignoresCertificate != desired.ignoresCertificate {
      changes.append(.setCertificateCheck(ignored: desired.ignoresCertificate))
    }
    return changes
  }
}

extension HookChange: CustomStringConvertible {
  /// What is to be done and why, for people. Never a secret.
  package var description: String {
    switch self {
    case .create(let hook): "create a hook to \(hook.address.url): none delivers there"
    case .activate: "switch the hook on: it sends nothing"
    case .deactivate: "switch the hook off"
    case .subscribe(let events):
      "subscribe to \(events.joined(separator: ", ")): without \(events.count == 1 ? "it" : "them") only polling notices"
    case .setContentType(let type, let former):
      "set the content type to \(type.rawValue): it is \(former.isEmpty ? "not set" : former.capped(at: 40))"
    case .setAddress(let address): "set the URL to \(address.url): it is written differently"
    case .setSecret(_, .missing): "set the secret: the hook has none, and unsigned deliveries are refused"
    case .setSecret(_, .replaced): "replace the secret"
    case .setCertificateCheck(ignored: false): "check the certificate: anybody in between could read deliveries"
    case .setCertificateCheck(ignored: true): "stop checking the certificate, as asked for"
    }
  }
}
