/// Something wrong with a question or its answer; the types are GitHub's words.
struct GraphQLFault: Error {
  /// GitHub's `type`, such as `NOT_FOUND`.
  var type: String?
  var message: String
  var location: GraphQLLocation?
  /// Names and list indexes from the top.
  var path: [JSONValue] = []
  /// `extensions`, as far as there are any.
  var extensions: JSONValue = nil

  static func notFound(_ message: String) -> GraphQLFault { GraphQLFault(type: "NOT_FOUND", message: message) }

  /// GitHub's shape of an error.
  var shape: JSONValue {
    var shape: JSONValue = type.map { ["type": .string($0)] } ?? [:]
    if !path.isEmpty { shape = shape.adding(["path": .array(path)]) }
    if !extensions.isNull { shape = shape.adding(["extensions": extensions]) }
    if let location { shape = shape.adding(["locations": [location.shape]]) }
    return shape.adding(["message": .string(message)])
  }
}
