import FoundationEssentials
import MissionCore

/// Reads what people who may write to an issue's repository said under it: part of what its work is.
struct IssueRemarkReader {
  /// How many of them count, the newest.
  static let bound = 8
  /// How many bytes of each are kept.
  static let textLimit = 4_096
  /// How many comments there are to a page.
  private static let pageSize = 100

  let source: any GitHubSource

  /// The newest of them, the oldest first, among the last hundred comments or fewer; nil where GitHub could not say.
  ///
  /// - Parameter count: how many comments the issue has.
  func remarks(on issue: IssueReference, count: Int) async -> [IssueRemark]? {
    guard count > 0 else { return [] }
    let query = ["per_page": "\(Self.pageSize)", "page": "\((count - 1) / Self.pageSize + 1)"]
    let path = "/repos/\(issue.repository)/issues/\(issue.number)/comments"
    guard let rows: [Attempt<CommentPayload>] = await read(path, query) else { return nil }
    let comments = rows.compactMap(\.value).filter(\.isRemark)
    var rights: [String: Bool] = [:]
    var remarks: [IssueRemark] = []
    for comment in comments.reversed() where remarks.count < Self.bound {
      let author = comment.fact.author
      if rights[author.folded] == nil {
        guard let right = await mayWrite(author.login, in: issue.repository) else { return nil }
        rights[author.folded] = right
      }
      guard rights[author.folded] == true else { continue }
      remarks.append(
        IssueRemark(
          author: author.login, text: comment.fact.body.capped(at: Self.textLimit),
          writtenAt: comment.createdAt?.timestamp ?? comment.fact.updatedAt))
    }
    return remarks.reversed()
  }

  /// Whether a login may write there; nil where GitHub could not say. Who is not known there may not.
  private func mayWrite(_ login: String, in repository: RepositoryName) async -> Bool? {
    // A login is letters, digits and dashes; anything else would be another path.
    guard !login.isEmpty, login.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-" }) else {
      return false
    }
    do throws(SourceFailure) {
      let answer = try await source.resource(
        "/repos/\(repository)/collaborators/\(login)/permission", query: [:], etag: nil)
      guard case .fresh(let body, _) = answer,
        let permission = try? RepairedJSON.answer(RepositoryPermission.self, from: body)
      else { return nil }
      return permission.mayWrite
    } catch {
      return error == .notFound ? false : nil
    }
  }

  private func read<Content: Decodable>(_ path: String, _ query: [String: String]) async -> Content? {
    guard case .fresh(let body, _)? = try? await source.resource(path, query: query, etag: nil) else { return nil }
    return try? RepairedJSON.answer(Content.self, from: body)
  }
}

extension CommentPayload {
  /// Whether somebody who may have a say wrote it by hand, and to people: commands are heard elsewhere.
  fileprivate var isRemark: Bool {
    guard association?.hasSay ?? false, app == nil, !isOurs, !fact.author.isBot else { return false }
    return fact.body.contains { !$0.isWhitespace } && CommentCommand.commands(in: fact.body).isEmpty
  }
}
