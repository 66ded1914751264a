import Testing
import Workers
import YAML

@testable import Commands

@Suite struct PanePictureTests {
  private func read(_ text: String) throws -> PanePicture {
    try PanePictureReader.read(Array(text.utf8), directory: "/work")
  }

  @Test("rows, sizes, titles, commands, roles, specialties, directories and variables are read")
  func reading() throws {
    let picture = try read(
      """
      name: shop
      theme: {accent: red}
      rows:
        - size: 70%
          panes:
            - {title: Backend 2, command: "claude --model 'x'", role: teammate, specialty: "backend, API", size: 60}
            - {role: validator, dir: sub, focus: true}
        - panes:
            - {title: Shell, directory: /tmp, env: {PORT: 80}}
            - command: htop -d 5
            - specialty: [docs]
              skill: writer
              title: Docs
      """)
    #expect(picture.plan.name == "shop")
    #expect(picture.plan.rows.map(\.share) == [70, nil])
    #expect(picture.plan.panes.map(\.title) == ["Backend 2", "validator", "Shell", "htop", "Docs"])
    #expect(picture.plan.panes.map(\.share) == [60, nil, nil, nil, nil])
    #expect(picture.plan.panes.map(\.directory) == ["/work", "/work/sub", "/tmp", "/work", "/work"])
    #expect(picture.plan.panes.map(\.hasFocus) == [false, true, false, false, false])
    #expect(picture.plan.panes[0].command == "claude --model 'x'")
    #expect(picture.plan.panes[2].environment == ["PORT": "80"])
    #expect(picture.agents.map(\.place) == [0, 1, 4])
    #expect(picture.agents.map(\.agent.name) == ["backend-2", "validator", "docs"])
    #expect(picture.agents.map(\.agent.role) == ["teammate", "validator", "teammate"])
    #expect(picture.agents.map(\.agent.specialties) == [["backend", "api"], [], ["docs"]])
    #expect(picture.plan.panes[0].environment == ["SIGNALBOX_AGENT": "backend-2"])
    #expect(picture.unused == ["theme", "skill"])
  }

  @Test("the template that init writes is read: three over three, 70 to 30")
  func template() throws {
    let file = Scaffold.planned(data: "data").first { $0.path == "ide.yml" }
    let picture = try read(try #require(file?.text))
    #expect(picture.plan.rows.map(\.share) == [70, 30])
    #expect(picture.plan.rows.map(\.panes.count) == [3, 3])
    #expect(picture.agents.map(\.agent.name) == ["lead", "backend", "frontend", "validator", "researcher"])
  }

  @Test(
    "a broken picture is refused with the line and what is wrong there",
    arguments: [
      ("", 1, "the file is a table"), ("name: x\n", 1, "there are no rows"), ("rows: 7\n", 1, "not a list"),
      ("rows:\n  - size: 70%\n", 2, "no panes"), ("rows:\n  - panes: []\n", 2, "no panes"),
      ("rows:\n  - panes:\n      - just words\n", 3, "a pane is a table"),
      ("rows:\n  - size: much\n    panes: [{title: A}]\n", 2, "from 1% to 100%"),
      ("rows:\n  - size: 0%\n    panes: [{title: A}]\n", 2, "from 1% to 100%"),
      ("rows:\n  - {size: 70, panes: [{title: A}]}\n  - {size: 60, panes: [{title: B}]}\n", 1, "130% together"),
      ("rows:\n  - {size: 100, panes: [{title: A}]}\n  - {panes: [{title: B}]}\n", 1, "leave nothing"),
      ("rows:\n  - panes:\n      - titel: A\n", 3, "did you mean title"),
      ("rows:\n  - panes:\n      - {title: [A]}\n", 3, "title of a pane is not a text"),
      ("rows:\n  - panes:\n      - {title: A, command: \"a\\nb\"}\n", 3, "more than one line"),
      ("rows:\n  - panes:\n      - {title: A, command: \"a\\x1b[2Jb\"}\n", 3, "cannot be seen"),
      ("rows:\n  - panes:\n      - {title: A, role: lead}\n      - {title: a, role: lead}\n", 4, "first on line 3"),
      ("rows:\n  - panes:\n      - {title: A, role: \"*\"}\n", 3, "is no role"),
      ("rows:\n  - panes:\n      - {title: \"—\", role: lead}\n", 3, "is no name"),
      ("rows:\n  - panes:\n      - {title: A, focus: perhaps}\n", 3, "true or false"),
      ("rows:\n  - panes:\n      - {title: A, env: {\"A=B\": x}}\n", 3, "no name of a variable"),
      ("name: a:b\nrows:\n  - panes: [{title: A}]\n", 1, "a session's name"),
      ("rows:\n  - panes: [" + Array(repeating: "{title: A}", count: 25).joined(separator: ",") + "]\n", 2, "24 panes"),
      ("rows: &a [*a]\n", 1, "anchors and aliases"),
    ] as [(String, Int, String)])
  func broken(text: String, line: Int, message: String) {
    let error = #expect(throws: YAMLError.self) { try read(text) }
    #expect(error?.line == line, "\(error?.message ?? "")")
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }
}
