import MissionCore

/// A request to one endpoint: what its path names, what its query asks, what its body says, and who calls.
struct Call {
  var request: APIRequest
  /// What stands in the path's places.
  var path: [String: String]
  var query: [String: String]
  /// An empty object where the request has no body.
  var body: JSONValue
  var act: Act

  /// The repository the path names.
  var repository: RepositoryName {
    get throws(APIRefusal) {
      guard let owner = path["owner"], let repo = path["repo"], let name = RepositoryName(owner: owner, name: repo)
      else { throw .notFound }
      return name
    }
  }

  /// A number in the path.
  func number(_ place: String = "number") throws(APIRefusal) -> Int {
    guard let number = path[place].flatMap({ Int($0) }), number > 0 else { throw .notFound }
    return number
  }

  /// A text in the path.
  func text(_ place: String) throws(APIRefusal) -> String {
    guard let text = path[place], !text.isEmpty else { throw .notFound }
    return text
  }

  /// A member the body must have.
  func required(_ name: String) throws(APIRefusal) -> String {
    guard let text = body[name].stringValue else {
      throw .unprocessable("Invalid request.\n\n\"\(name)\" wasn't supplied.")
    }
    return text
  }

  /// A member that is a list of texts, or of objects with a name; nil where the body has none.
  func texts(_ name: String) -> [String]? {
    guard body.has(name) else { return nil }
    return body[name].elements.compactMap { $0.stringValue ?? $0["name"].stringValue }
  }
}
