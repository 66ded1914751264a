/// An endpoint: a method, a path with places, and what happens there.
struct Route: Sendable {
  typealias Action = @Sendable (inout SandboxCore, Call) throws(APIRefusal) -> Answer

  let method: String
  /// As GitHub's documentation writes it: `{name}` stands for one part, `{name*}` for one or more.
  let pattern: String
  let action: Action
  private let parts: [Part]

  private enum Part {
    case word(String)
    case place(String)
    case places(String)
  }

  init(_ method: String, _ pattern: String, _ action: @escaping Action) {
    self.method = method
    self.pattern = pattern
    self.action = action
    parts = pattern.split(separator: "/").map { part in
      guard part.hasPrefix("{"), part.hasSuffix("}") else { return .word(String(part)) }
      let name = part.dropFirst().dropLast()
      return name.hasSuffix("*") ? .places(String(name.dropLast())) : .place(String(name))
    }
  }

  /// What stands in the places, if the path is this route's.
  func match(_ segments: [String]) -> [String: String]? { Self.match(parts[...], segments[...]) }

  private static func match(_ parts: ArraySlice<Part>, _ segments: ArraySlice<String>) -> [String: String]? {
    guard let part = parts.first else { return segments.isEmpty ? [:] : nil }
    guard let segment = segments.first else { return nil }
    switch part {
    case .word(let word):
      guard word == segment else { return nil }
      return match(parts.dropFirst(), segments.dropFirst())
    case .place(let name):
      return match(parts.dropFirst(), segments.dropFirst())?.merging([name: segment]) { $1 }
    case .places(let name):
      for count in 1...segments.count {
        if let rest = match(parts.dropFirst(), segments.dropFirst(count)) {
          return rest.merging([name: segments.prefix(count).joined(separator: "/")]) { $1 }
        }
      }
      return nil
    }
  }
}
