import FoundationEssentials
import GitHub
import Synchronization

/// A source that answers as a test says, and remembers what it was asked.
final class ScriptedSource: GitHubSource {
  /// A read of a REST resource.
  struct Read: Hashable {
    let path: String
    let page: String?
    let etag: String?
  }

  typealias QueryAnswer = @Sendable (GraphQLQuery) -> Result<String, SourceFailure>
  typealias ReadAnswer = @Sendable (Read) -> Result<ResourceAnswer, SourceFailure>

  private let answerQuery: QueryAnswer
  private let answerRead: ReadAnswer
  private let asked = Mutex<(queries: [GraphQLQuery], reads: [Read])>(([], []))

  init(
    queries: @escaping QueryAnswer = { _ in .failure(.notFound) },
    reads: @escaping ReadAnswer = { _ in .failure(.notFound) }
  ) {
    answerQuery = queries
    answerRead = reads
  }

  var queries: [GraphQLQuery] { asked.withLock { $0.queries } }
  var reads: [Read] { asked.withLock { $0.reads } }

  func answer(to query: GraphQLQuery) async throws(SourceFailure) -> Data {
    asked.withLock { $0.queries.append(query) }
    return Data(try answerQuery(query).get().utf8)
  }

  func resource(_ path: String, query: [String: String], etag: String?) async throws(SourceFailure) -> ResourceAnswer {
    let read = Read(path: path, page: query["page"], etag: etag)
    asked.withLock { $0.reads.append(read) }
    return try answerRead(read).get()
  }
}

extension ResourceAnswer {
  /// A fresh answer with this text.
  static func text(_ text: String, etag: String? = nil) -> ResourceAnswer {
    .fresh(body: Data(text.utf8), etag: etag)
  }
}
