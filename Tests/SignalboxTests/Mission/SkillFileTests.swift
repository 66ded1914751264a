import Testing

@testable import Service

@Suite("Skills that agents are told")
struct SkillFileTests {
  @Test("front matter is YAML: lists in either form, quotes, remarks; the rest is the skill's words")
  func reading() {
    let skill = SkillFile(
      file: "back.md",
      text: """
        ---
        name: "Backend" # for servers
        role: teammate
        description: what: builds? "servers"
        specialties:
          - API
          - database
        ---
        You build servers.
        """)
    #expect(skill.faults.count == 1, "a text with a colon in it is no YAML")
    let mended = SkillFile(
      file: "back.md",
      text: "---\nname: \"Backend\" # for servers\nrole: teammate\ndescription: builds servers\nspecialties:\n"
        + "  - API\n  - database\n---\nYou build servers.")
    #expect(mended.faults.isEmpty && mended.name == "backend" && mended.role == "teammate")
    #expect(mended.specialties == ["api", "database"] && mended.body == "You build servers.")
    let short = SkillFile(file: "Front.md", text: "---\nspecialties: [css, UI]\n---\nx")
    #expect(short.name == "front" && short.specialties == ["css", "ui"])
    #expect(SkillFile(file: "a.md", text: "words alone").body == "words alone")
  }

  @Test("a key that nobody reads is named with its line, what was meant and what is known")
  func unknownKeys() {
    let skill = SkillFile(file: "a.md", text: "---\nname: a\nspecialty: css\n---\nx")
    #expect(
      skill.faults == [
        "line 3: there is no key 'specialty'; did you mean specialties? known are name, role, specialties, description"
      ])
    #expect(SkillFile(file: "a.md", text: "---\n- a\n---\nx").faults == ["line 2: keys and values are expected"])
    #expect(SkillFile(file: "a.md", text: "---\nrole: {a: b}\n---\nx").faults.count == 1)
  }
}
