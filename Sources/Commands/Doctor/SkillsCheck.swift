import Client
import CommandLine
import MissionCore
import Service
import Views

/// Looks whether the skills that agents are told are read as they were meant.
struct SkillsCheck {
  private static let subject = "skills"

  private let files: HouseFiles

  init(_ session: Session) {
    files = HouseFiles(data: session.dataDirectory)
  }

  /// A warning for each file that has something in it that is not read; nothing where there are no skills.
  func findings() -> [Finding] {
    let skills = files.skills
    guard !skills.isEmpty else { return [] }
    let faulty = skills.filter { !$0.skill.faults.isEmpty }.map { path, skill in
      Finding.warning(
        Self.subject, "\(path): \(skill.faults.joined(separator: "; "))", remedy: "mend the lines between its '---'")
    }
    return faulty.isEmpty ? [.ok(Self.subject, "skill".counted(skills.count))] : faulty
  }
}
