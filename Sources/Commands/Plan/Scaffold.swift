/// The files that `init` writes.
struct Scaffold: Sendable {
  /// Where it stands, from the working directory or absolute.
  let path: String
  /// What it says.
  let text: String

  /// What missions of issues need.
  static let issues = [
    Scaffold(
      path: "mission.toml",
      text: """
        # What a mission needs beyond its issues: 'signalbox mission start -i 1 --manifest mission.toml'.

        # The file that says what done means; it stands above every [table].
        # contract = "validation-contract.md"

        [policy]
        max_parallel_items = 2
        reviewer_required = true

        """)
  ]

  /// What planned missions need: a contract, a plan, skills, knowledge, house rules, a picture of the session.
  static func planned(data: String) -> [Scaffold] {
    [
      Scaffold(path: "ide.yml", text: session),
      Scaffold(path: ".tasks/tasks.json", text: plan),
      Scaffold(path: ".tasks/validation-contract.md", text: contract),
      skill(data, "frontend", role: "frontend", specialties: "frontend, react, css, ui", "You build what people see."),
      skill(
        data, "backend", role: "backend", specialties: "backend, api, database",
        "You build servers and what they store."),
      skill(
        data, "reviewer", role: "reviewer", specialties: "review, validation",
        "You check what others made: look, run, try, and say what you saw. Change nothing."),
      skill(
        data, "researcher", role: "researcher", specialties: "research, analysis",
        "You find things out and write down what others need to know."),
      Scaffold(
        path: "\(data)/library/architecture.md", text: "# Architecture\n\nHow this is built, for whoever works on it.\n"
      ),
      Scaffold(path: "\(data)/library/learnings.md", text: "# Learnings\n\nWhat finished tasks taught, newest last.\n"),
      Scaffold(
        path: "\(data)/library/research-findings.md",
        text: "# Research findings\n\nWhat research tasks found out, newest last.\n"),
      Scaffold(path: "AGENTS.md", text: houseRules),
    ]
  }

  private static let session = """
    name: missions
    rows:
      - size: 70%
        panes:
          - title: Lead
            command: claude
            role: lead
          - title: Backend
            command: claude
            role: teammate
            specialty: backend
          - title: Frontend
            command: claude
            role: teammate
            specialty: frontend
      - size: 30%
        panes:
          - title: Validator
            command: claude
            role: validator
          - title: Researcher
            command: claude
            role: researcher
          - title: Shell

    """

  private static let plan =
    "{\n  \"description\" : \"\",\n  \"goals\" : [],\n  \"milestones\" : [],\n  \"tasks\" : [],\n  \"title\" : \"\"\n}\n"

  private static let contract = """
    # Validation contract

    One line for each thing that must hold before the mission is done: specific, testable, independent.

    <!--
    ## Sign-in
    - **VAL-AUTH-001**: POST /login with a valid name and password returns 200 and a token
    -->

    """

  private static let houseRules = """
    # House rules

    - Run the tests before you report.
    - Report with `signalbox task done 001 --proof "…" --summary "…"`; what you came upon goes into `--discovered "…"`.

    """

  private static func skill(
    _ data: String, _ name: String, role: String, specialties: String, _ text: String
  ) -> Scaffold {
    Scaffold(
      path: "\(data)/skills/\(name).md",
      text: "---\nname: \(name)\nspecialties: [\(specialties)]\nrole: \(role)\n---\n\n\(text)\n")
  }
}
