/// What an endpoint answers, before pages are cut and headers are added.
struct Answer {
  /// What is in the body.
  enum Content {
    case nothing
    case document(JSONValue)
    /// Plain text.
    case text(String)
    /// A list to be cut into pages; the closure puts a page into what surrounds it.
    case list([JSONValue], (JSONValue) -> JSONValue)
  }

  var status: Int
  var content: Content
  var headers: [(name: String, value: String)] = []

  static func document(_ document: JSONValue, status: Int = 200) -> Answer {
    Answer(status: status, content: .document(document))
  }

  static func list(_ items: [JSONValue], within wrap: @escaping (JSONValue) -> JSONValue = { $0 }) -> Answer {
    Answer(status: 200, content: .list(items, wrap))
  }

  static func empty(_ status: Int = 204) -> Answer { Answer(status: status, content: .nothing) }

  /// GitHub's answer to a request that cannot be served.
  static func refusal(_ refusal: APIRefusal) -> Answer {
    switch refusal {
    case .notFound: message(404, "Not Found")
    case .gone(let text): message(410, text)
    case .malformed(let text): message(400, text)
    case .forbidden(let text): message(403, text)
    case .notAllowed(let text): message(405, text)
    case .conflict(let text): message(409, text)
    case .unprocessable(let text):
      message(
        422, "Validation Failed",
        more: ["errors": [["resource": "Sandbox", "code": "custom", "message": .string(text)]]])
    case .moved(let address):
      Answer(
        status: 301,
        content: .document([
          "message": "Moved Permanently", "url": .string(address),
          "documentation_url":
            "https://docs.github.com/rest/guides/best-practices-for-using-the-rest-api#follow-redirects",
        ]), headers: [("Location", address)])
    }
  }

  /// GitHub's shape of an error.
  static func message(_ status: Int, _ text: String, more: JSONValue = [:]) -> Answer {
    let body: JSONValue = ["message": .string(text)]
    return .document(
      body.adding(more).adding(["documentation_url": "https://docs.github.com/rest", "status": "\(status)"]),
      status: status)
  }
}
