/// An agent as it is made known: its name, what it is for, what else it is good at.
struct NewAgent: Sendable {
  /// The flags of every command that makes an agent known.
  static let flags = [
    Flag("role", nil, .value("ROLE"), "what it is for: backend, tester, reviewer… (its name)"),
    Flag("specialty", nil, .values("A,B"), "what else it is good at"),
  ]

  /// One word.
  let name: String
  /// One word; its name where nothing is said.
  let role: String?
  /// In lower case.
  let specialties: [String]

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    name = try Self.word(arguments.operand(0), "name")
    guard !["conductor", "supervisor"].contains(name.lowercased()) else {
      throw CommandFailure(.badData, "the name \(name.quotedForPeople) is reserved", hint: "choose another")
    }
    role = try arguments["role"].map { text throws(CommandFailure) in try Self.word(text, "role") }
    var specialties: [String] = []
    for text in arguments.all("specialty").flatMap({ $0.split(separator: ",") }) where !text.trimmingBlanks.isEmpty {
      specialties.append(try Self.word(String(text.trimmingBlanks).lowercased(), "specialty"))
    }
    self.specialties = specialties
  }

  /// A word that can stand in a note: `redirect #2 to NAME`.
  private static func word(_ text: String, _ what: String) throws(CommandFailure) -> String {
    guard (1...64).contains(text.count), text.printable(limit: 64) == text, !text.contains(where: \.isWhitespace),
      !text.hasPrefix("-")
    else {
      throw CommandFailure(
        .badData, "\(text.quotedForPeople) is no \(what): one word of 1 to 64 characters", hint: "choose another")
    }
    return text
  }
}
