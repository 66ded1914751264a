import CommandLine
import MissionCore

/// An agent as it is made known: its name, what it is for, what else it is good at.
struct NewAgent: Sendable, Equatable {
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

  /// What a command line says of it.
  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    let specialties = arguments.all("specialty").flatMap { $0.split(separator: ",") }
      .map { String($0.trimmingBlanks) }.filter { !$0.isEmpty }
    try self.init(name: arguments.operand(0), role: arguments["role"], specialties: specialties)
  }

  /// An agent with its parts, each of which must be a word.
  init(name: String, role: String?, specialties: [String]) throws(CommandFailure) {
    self.name = try Self.word(name, "name")
    guard !["conductor", "supervisor"].contains(name.lowercased()) else {
      throw CommandFailure(.badData, "the name \(name.quotedForPeople) is reserved", hint: "choose another")
    }
    // Wherever an agent is named, an identity means the agent that has it.
    guard Identifier<Agent>(name) == nil else {
      throw CommandFailure(.badData, "\(name.quotedForPeople) is an identity and no name", hint: "choose another")
    }
    self.role = try role.map { text throws(CommandFailure) in try Self.word(text, "role") }
    var words: [String] = []
    for text in specialties { words.append(try Self.word(text.lowercased(), "specialty")) }
    self.specialties = words
  }

  /// What to know about a role that no kind of work asks for by itself; nil where one does. Work whose label or
  /// manifest names that very role still finds the agent, so it is said and not refused.
  var roleRemark: String? {
    guard let role, Lane(role: role) == .generalist, !Self.furtherRoles.contains(role.lowercased()) else { return nil }
    let known = Lane.allCases.map(\.rawValue).sorted().joined(separator: ", ")
    return "\(role.quotedForPeople) is none of the known roles (\(known)): "
      + "it is given what asks for no other role, and what names it"
  }

  /// Roles that are known and have no lane of their own.
  private static let furtherRoles = [Lane.generalist.rawValue, "worker", "default", "teammate"]

  /// A word that can stand in a note (`redirect #2 to NAME`), in a path and in a key: letters, digits and `-_.`, with a
  /// letter or a digit first. `*`, `..`, `/etc` and `tt:x` are none.
  private static func word(_ text: String, _ what: String) throws(CommandFailure) -> String {
    guard (1...64).contains(text.count), let first = text.first, first.isLetter || first.isNumber,
      text.allSatisfy({ $0.isLetter || $0.isNumber || "-_.".contains($0) }), text.printable(limit: 64) == text
    else {
      throw CommandFailure(
        .badData,
        "\(text.quotedForPeople) is no \(what): 1 to 64 letters, digits, '-', '_' and '.', "
          + "beginning with a letter or a digit", hint: "choose another")
    }
    return text
  }
}
