import MissionCore

/// `POST /graphql`.
enum GraphQLEndpoint {
  static let routes = [Route("POST", "/graphql", answer)]

  private static func answer(_ core: inout SandboxCore, _ call: Call) throws(Refusal) -> Answer {
    throw .notFound
  }
}
