import CommandLine
import MissionCore
import YAML

/// What agents of a kind are told of how to work: front matter in YAML between two lines `---`, then the words.
package struct SkillFile: Sendable, Equatable {
  /// The keys of the front matter; `description` is for people.
  private static let known = ["name", "role", "specialties", "description"]

  /// Its name in small letters: what the front matter says, else the file's.
  package private(set) var name: String
  /// The role it is for, in small letters; empty where it says none.
  private(set) var role = ""
  /// The specialties it is for, in small letters.
  private(set) var specialties: Set<String> = []
  /// What is told to the agent, untrusted text.
  private(set) var body: String
  /// What of the front matter is not read, one clause each with its line.
  package private(set) var faults: [String] = []

  /// Reads a file.
  ///
  /// - Parameter file: its name, with `.md`.
  init(file: String, text: String) {
    name = String(file.dropLast(3)).lowercased()
    body = text
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else { return }
    body = lines[(end + 1)...].joined(separator: "\n")
    do throws(YAMLError) {
      // The first line stays, so that lines are those of the file.
      take(try YAMLDocument.parse(Array(("#\n" + lines[1..<end].joined(separator: "\n")).utf8)))
    } catch {
      faults.append("line \(error.line): \(error.message)")
    }
  }

  private mutating func take(_ front: YAMLNode) {
    guard case .table(let entries) = front.content else {
      if front.content != .nothing { faults.append("line \(front.line): keys and values are expected") }
      return
    }
    for entry in entries {
      switch entry.key {
      case "name": name = words(entry).first ?? name
      case "role": role = words(entry).first ?? role
      case "specialties": specialties = Set(words(entry))
      case "description": continue
      default:
        let nearest = Spelling.nearest(to: entry.key, in: Self.known).map { "did you mean \($0)? " } ?? ""
        faults.append(
          "line \(entry.line): there is no key \(entry.key.quotedForPeople); \(nearest)known are "
            + Self.known.joined(separator: ", "))
      }
    }
  }

  /// Words in small letters: a list of texts, or one text with commas between them.
  private mutating func words(_ entry: YAMLNode.Entry) -> [String] {
    let texts: [String]
    switch entry.value.content {
    case .nothing: texts = []
    case .text(let text): texts = text.split(separator: ",").map(String.init)
    case .list(let nodes):
      texts = nodes.compactMap { node in
        if case .text(let text) = node.content { return text }
        return nil
      }
    case .table:
      faults.append("line \(entry.line): \(entry.key) is a text or a list of texts")
      texts = []
    }
    return texts.map { $0.lowercased()[...].trimmingBlanks }.map(String.init).filter { !$0.isEmpty }
  }
}
