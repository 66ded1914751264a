import FoundationEssentials
import MissionCore

/// The operator's files that agents are told of: skills and learnings in the data directory, the repository's
/// `AGENTS.md`. They are read anew for each task that is handed over, so that a change of them counts at once.
package struct HouseFiles: Sendable {
  /// The most bytes read of a file; of learnings, of its end.
  private static let fileLimit = 32 << 10
  /// The most skills looked through.
  private static let skillLimit = 100

  /// The data directory, absolute.
  let data: String
  /// The root of the repository that the data directory lies in; nil where it lies in none.
  let repository: String?

  /// The files of a town.
  package init(data: String) {
    self.data = data
    repository = Self.repository(above: data)
  }

  /// What the files say to an agent.
  func context(for agent: Agent) -> PromptContext {
    PromptContext(
      skill: skill(for: agent), houseRules: repository.flatMap { text("\($0)/AGENTS.md") }, learnings: learnings())
  }

  /// The skills there are, each with the path it stands at.
  package var skills: [(path: String, skill: SkillFile)] {
    let folder = place("skills")
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") }.sorted().prefix(Self.skillLimit)
    return names.compactMap { name in
      text("\(folder)/\(name)").map { ("\(folder)/\(name)", SkillFile(file: name, text: $0)) }
    }
  }

  /// The skill of the agent's role, else of one of its specialties, else of its name. A validator without a skill of
  /// its own is given the reviewer's.
  private func skill(for agent: Agent) -> String? {
    let skills = skills.map(\.skill)
    let role = agent.role.lowercased()
    let specialties = Set(agent.specialties.map { $0.lowercased() })
    let skill =
      skills.first { $0.role == role } ?? skills.first { $0.name == role }
      ?? skills.first { !specialties.isDisjoint(with: $0.specialties.union([$0.name])) }
      ?? skills.first { $0.name == agent.name.lowercased() }
      ?? (role == "validator" ? skills.first { $0.role == "reviewer" } : nil)
    return skill?.body
  }

  /// The entries of the learnings, newest first: the file is written at its end. An entry begins with a heading below
  /// the first, or with a dash.
  private func learnings() -> [String] {
    let path = "\(place("library"))/learnings.md"
    let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    let bytes = TextFile.read(path, from: max(0, size - Self.fileLimit), limit: Self.fileLimit)
    var entries: [String] = []
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      if line.hasPrefix("# ") { continue }
      if line.hasPrefix("## ") || line.hasPrefix("- ") || line.hasPrefix("* ") {
        entries.append(String(line.drop { "#-* ".contains($0) }))
      } else if !entries.isEmpty {
        entries[entries.count - 1] += " " + line
      }
    }
    return entries.reversed()
  }

  private func place(_ folder: String) -> String {
    let own = "\(data)/\(folder)"
    guard !FileManager.default.fileExists(atPath: own), let repository else { return own }
    return "\(repository)/.tmux-ide/\(folder)"
  }

  private func text(_ path: String) -> String? {
    let bytes = TextFile.read(path, from: 0, limit: Self.fileLimit)
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  private static func repository(above path: String) -> String? {
    var folder = path
    while let slash = folder.lastIndex(of: "/"), slash > folder.startIndex {
      folder = String(folder[..<slash])
      if FileManager.default.fileExists(atPath: "\(folder)/.git") { return folder }
    }
    return nil
  }
}
