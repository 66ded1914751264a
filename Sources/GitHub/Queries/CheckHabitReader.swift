import FoundationEssentials
package import MissionCore

/// Reads what checks the commits of a repository: the workflows in a tree, and whether there is anything at all.
package struct CheckHabitReader: Sendable {
  /// How many workflow files are read at most.
  static let fileBound = 10

  private let client: GitHubClient

  /// A reader that asks through this client.
  package init(client: GitHubClient) { self.client = client }

  /// The workflow files in a commit's tree that a push or a pull request begins; nil where they could not be read. A
  /// file beyond the bound counts as one that begins.
  package func workflows(of commit: String, in repository: RepositoryName) async -> [String]? {
    do throws(GitHubError) {
      var names: [String] = []
      for (place, file) in try await files(of: commit, in: repository).enumerated() {
        guard place < Self.fileBound else {
          names.append(file.name)
          continue
        }
        let path: APIPath = "/repos/\(repository)/contents/.github/workflows/\(file.name)"
        let content = try await client.read(path, query: ["ref": commit], as: File.self)
        guard let text = content.text else { return nil }
        if WorkflowFile(name: file.name, text: text).beginsOnHead { names.append(file.name) }
      }
      return names
    } catch {
      return nil
    }
  }

  /// Whether anything checks what is pushed to a repository: a workflow, or a check or status on the newest commit of
  /// its default branch; nil where that could not be found out.
  package func hasChecks(_ repository: RepositoryName) async -> Bool? {
    do throws(GitHubError) {
      if try await !files(of: "HEAD", in: repository).isEmpty { return true }
      let runs: Count = try await client.read(
        "/repos/\(repository)/commits/HEAD/check-runs", query: ["per_page": "1"])
      if runs.total > 0 { return true }
      let statuses: Count = try await client.read("/repos/\(repository)/commits/HEAD/status", query: ["per_page": "1"])
      return statuses.total > 0
    } catch {
      return nil
    }
  }

  /// https://docs.github.com/en/rest/repos/contents: a folder that is not there is 404.
  private func files(of commit: String, in repository: RepositoryName) async throws(GitHubError) -> [Entry] {
    do throws(GitHubError) {
      let list: [Entry] = try await client.read(
        "/repos/\(repository)/contents/.github/workflows", query: ["ref": commit])
      return list.filter { $0.type == "file" && ($0.name.hasSuffix(".yml") || $0.name.hasSuffix(".yaml")) }
    } catch .notFound {
      return []
    }
  }

  private struct Entry: Decodable {
    let name: String
    let type: String
  }

  private struct File: Decodable {
    let content: String?

    var text: String? {
      content.flatMap { Data(base64Encoded: $0, options: .ignoreUnknownCharacters) }
        .map { String(decoding: $0.prefix(100_000), as: UTF8.self) }
    }
  }

  private struct Count: Decodable {
    let total: Int

    private enum CodingKeys: String, CodingKey { case total = "total_count" }
  }
}
