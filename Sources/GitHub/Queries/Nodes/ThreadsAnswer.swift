/// The answer to the query for the last comments of threads.
struct ThreadsAnswer: Decodable {
  let data: Threads?

  struct Threads: Decodable {
    let nodes: [Attempt<Thread>?]?
  }

  struct Thread: Decodable {
    let id: String
    let comments: Connection<CommentNode>?
  }
}
