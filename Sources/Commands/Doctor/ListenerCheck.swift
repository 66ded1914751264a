import Client
import Doors
import GitHub
import HTTP

/// Knocks at the public listener, here and at the address that GitHub uses.
struct ListenerCheck {
  private let configuration: Configuration

  init(_ session: Session) { configuration = session.configuration }

  /// Whether somebody opens.
  func findings() async -> [Finding] {
    let client = HTTPClient()
    defer { client.close() }
    var findings: [Finding] = []
    if configuration.listen.port != 0 {
      // Any address of this machine is its loopback address too.
      let host = ["0.0.0.0", "::"].contains(configuration.listen.host) ? "127.0.0.1" : configuration.listen.host
      let place = host.contains(":") ? "[\(host)]" : host
      let url = "http://\(place):\(configuration.listen.port)\(WebhookDoor.path)"
      findings.append(
        await knock(
          "listener", url, client,
          remedy: "start 'signalbox serve', or name its --listen; on another machine this says nothing"))
    }
    if let address = configuration.address {
      findings.append(
        await knock(
          "address", address.url, client,
          remedy: "check name, certificate, proxy and firewall; GitHub sees what is reachable from outside"))
    } else {
      findings.append(
        .warning(
          "address", "nobody said where GitHub reaches this Signalbox",
          remedy: "set --url or SIGNALBOX_URL, then hooks can be checked against it"))
    }
    return findings
  }

  /// The door answers a GET by 405: then it is ours.
  private func knock(_ subject: String, _ url: String, _ client: HTTPClient, remedy: String) async -> Finding {
    let shown = HookDocument.plain(url)
    do throws(HTTPClient.Failure) {
      let response = try await client.send(.init(.get, url, timeout: .seconds(10)))
      return response.status == 405
        ? .ok(subject, "\(shown) is a Signalbox's")
        : .fault(subject, "\(shown) answers \(response.status): that is no Signalbox", remedy: remedy)
    } catch {
      return .fault(subject, "\(shown): \(error.summary)", remedy: remedy)
    }
  }
}
