package import FoundationEssentials

extension GitHubClient {
  /// Reads a log. GitHub redirects to the store that keeps it, on another host, where the address alone gives the right
  /// to read it: the token does not go there, and the store would refuse it.
  package func log(_ path: APIPath, priority: CallPriority = .eventDriven) async throws(GitHubError) -> Data {
    let call = Call(
      method: .get, url: endpoints.url(path, []), repository: path.repository, kind: .read, priority: priority,
      mayLeave: true)
    return try await perform(call).answer.body
  }

  /// Reads what a redirect of GitHub's leads to on another host, without the token, and follows no further redirect.
  func answerElsewhere(_ location: String) async throws(GitHubError) -> Answer {
    let isPlain = endpoints.rest.hasPrefix("http:")
    guard location.hasPrefix("https://") || isPlain && location.hasPrefix("http://") else { throw .link(.elsewhere) }
    let request = HTTPClient.Request(
      .get, location, headers: ["User-Agent": configuration.userAgent], timeout: configuration.timeout,
      responseLimit: configuration.responseLimit)
    let response: HTTPClient.Response
    do throws(HTTPClient.Failure) {
      response = try await transport.send(request)
    } catch {
      throw error == .cancelled ? .cancelled : .transport(error)
    }
    guard (200...299).contains(response.status) else { throw .rejected(status: response.status, "the store of logs") }
    return Answer(response)
  }
}
