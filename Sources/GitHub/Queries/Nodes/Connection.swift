/// A page of a GraphQL connection.
struct Connection<Node: Decodable>: Decodable {
  let totalCount: Int?
  let pageInfo: PageInfo?
  let nodes: [Attempt<Node>?]?

  struct PageInfo: Decodable {
    let hasNextPage: Bool?
    let endCursor: String?
    let hasPreviousPage: Bool?
    let startCursor: String?
  }

  /// The nodes that are there and readable.
  var values: [Node] { (nodes ?? []).compactMap { $0?.value } }

  /// Whether a node is null (GitHub withheld it, or an error took its place) or could not be read.
  var hasHoles: Bool { nodes.map { $0.contains { $0?.value == nil } } ?? true }
}
