/// A value in a proof's JSON.
indirect enum ProofValue: Hashable, Sendable {
  /// A string.
  case words(String)
  /// A number, `true` or `false`, as it is written.
  case literal(String)
  /// `null`.
  case nothing
  /// A list.
  case list([ProofValue])
  /// An object, in its order.
  case members([Member])

  /// One member of an object.
  struct Member: Hashable, Sendable {
    let name: String
    let value: ProofValue
  }

  /// The member of that name.
  subscript(name: String) -> ProofValue? {
    switch self {
    case .members(let members): members.first { $0.name == name }?.value
    case .words, .literal, .nothing, .list: nil
    }
  }

  /// A whole number that is not negative.
  var count: Int? {
    switch self {
    case .literal(let text): Int(text).flatMap { $0 >= 0 ? $0 : nil }
    case .words, .nothing, .list, .members: nil
    }
  }

  /// The value on one line.
  var text: String {
    switch self {
    case .words(let text), .literal(let text): text
    case .nothing: ""
    case .list(let values): values.map(\.text).joined(separator: ", ")
    case .members(let members): members.map { "\($0.name) \($0.value.text)" }.joined(separator: ", ")
    }
  }
}
