import HTTP

/// The names under which a listener may be asked. A page of somebody else's that a browser was led to by a changed name
/// (DNS rebinding) carries that name in `Host`; a page of another origin says so in `Origin`.
package struct OwnHosts: Sendable {
  private let names: Set<String>

  /// `localhost`, every numeric address, and these names.
  package init(_ names: [String] = []) { self.names = Set(names.map { $0.lowercased() }).union(["localhost"]) }

  /// Why a request is turned away; nil where nothing speaks against it.
  func refusal(of head: RequestHead) -> Response? {
    let hosts = head.values(of: "host")
    guard hosts.count == 1, let host = hosts.first?.lowercased(), isOwn(host) else {
      return .json(
        421,
        #"{"error":{"code":"host","message":"this listener has another name","hint":"ask by address, or name it with --admin-host"}}"#
      )
    }
    let isForeign =
      head.values(of: "sec-fetch-site").contains { $0.lowercased() == "cross-site" }
      || head.values(of: "origin").contains {
        $0.lowercased() != "http://\(host)" && $0.lowercased() != "https://\(host)"
      }
    guard isForeign else { return nil }
    return .json(
      403, #"{"error":{"code":"origin","message":"pages of another origin may not ask here","hint":""}}"#)
  }

  private func isOwn(_ authority: String) -> Bool {
    var name = authority[...]
    if let colon = name.lastIndex(of: ":"), name[name.index(after: colon)...].allSatisfy({ ("0"..."9").contains($0) }),
      !name.hasSuffix("]")
    {
      name = name[..<colon]
    }
    if name.hasSuffix(".") { name = name.dropLast() }
    return names.contains(String(name)) || (try? ListenAddress("\(name):0")) != nil
  }
}
