import Client
import CommandLine
import MissionCore
import Views

extension TaskDraft {
  /// The flags by which a task is described.
  static let flags = [
    Flag.run,
    Flag("milestone", nil, .value("M1"), "the milestone it belongs to"),
    Flag("specialty", nil, .values("A,B"), "what its agent should be good at, any of"),
    Flag("role", nil, .value("ROLE"), "the role that should do it"),
    Flag("priority", "p", .value("N"), "smaller numbers go first (2)"),
    Flag("goal", "g", .value("TEXT"), "the goal it serves"),
    Flag("fulfills", nil, .values("ID,ID"), "the assertions it makes true"),
    Flag("depends", nil, .values("001,002"), "the tasks it waits for"),
    Flag("description", "d", .value("TEXT"), "what is to be done"),
    Flag("acceptance", nil, .value("TEXT"), "when it counts as done"),
    Flag("issue", "i", .value("ISSUE"), "the issue it carries"),
    Flag("kind", nil, .value("KIND"), "design, implement, test, review, followup or research"),
  ]

  /// What a command line says of a task.
  init(_ arguments: ParsedArguments, home: RepositoryName?) throws(CommandFailure) {
    self.init()
    milestone = arguments["milestone"]
    role = arguments["role"]
    goal = arguments["goal"]
    text = arguments["description"]
    acceptance = arguments["acceptance"]
    priority = try arguments.number("priority", in: 0...1_000)
    if arguments.has("specialty") { specialties = Self.words(arguments.all("specialty")) }
    if arguments.has("fulfills") { fulfills = Self.words(arguments.all("fulfills")) }
    if arguments.has("depends") {
      var numbers: [Int] = []
      for word in Self.words(arguments.all("depends")) {
        guard let number = TownView.number(word) else {
          throw CommandFailure(.usage, "\(word.quotedForPeople) is no task's number", hint: "write for example 001,002")
        }
        numbers.append(number)
      }
      depends = numbers
    }
    if let word = arguments["kind"] {
      guard let kind = WorkKind(rawValue: word.lowercased()) else {
        throw CommandFailure(
          .usage, "\(word.quotedForPeople) is no kind of work",
          hint: "one of " + WorkKind.allCases.map(\.rawValue).joined(separator: ", "))
      }
      self.kind = kind
    }
    if let word = arguments["issue"] {
      switch IssueArgument.read(word, home: home) {
      case .success(let reference): issue = reference
      case .failure(let problem):
        throw CommandFailure(.usage, problem.text, hint: "write owner/repo#23, or say --repo owner/repo once")
      }
    }
  }

  private static func words(_ texts: [String]) -> [String] {
    texts.flatMap { $0.split(separator: ",") }.map { String($0.trimmingBlanks) }.filter { !$0.isEmpty }
  }
}
