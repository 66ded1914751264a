import Client
import CommandLine
import FoundationEssentials
import Glibc
import Workers

/// Looks whether what is secret in the data directory stays there: what git tracks of it goes wherever the repository
/// goes, and what others may read is theirs.
struct DataDirectoryCheck {
  private static let subject = "data directory"
  /// How many names are told.
  private static let shown = 5

  private let directory: String
  private let environment: [String: String]

  init(_ session: Session) {
    directory = session.surroundings.absolute(session.configuration.data)
    environment = session.surroundings.environment
  }

  /// Everything about it; nothing where there is none yet.
  func findings() async -> [Finding] {
    guard FileManager.default.fileExists(atPath: directory) else { return [] }
    var findings: [Finding] = []
    let tracked = await trackedSecrets()
    if !tracked.isEmpty {
      findings.append(
        .fault(
          Self.subject, "git tracks \(Self.list(tracked)) of it: secrets and missions go wherever the repository goes",
          remedy: "git rm -r --cached \(directory.quotedForShell), commit, and 'signalbox hook rotate' for a new secret"
        ))
    }
    let open = readableByOthers()
    if !open.isEmpty {
      findings.append(
        .warning(
          Self.subject, "others than its owner may read \(Self.list(open))",
          remedy: "chmod -R go-rwx \(directory.quotedForShell)"))
    }
    findings += [Self.space(free: free)].compactMap { $0 }
    return findings.isEmpty ? [.ok(Self.subject, "\(directory) is its owner's alone")] : findings
  }

  /// What is wrong with so many bytes of room, if anything is; nil bytes where the system does not tell.
  static func space(free: Int?) -> Finding? {
    guard let free, free < enoughRoom else { return nil }
    return .warning(
      subject, "only \(free >> 20) MiB are free where it is",
      remedy: "make room: a Redis whose disk is full ends, and webhooks are refused")
  }

  private static let enoughRoom = 256 << 20

  private var free: Int? {
    var facts = statvfs()
    guard statvfs(directory, &facts) == 0 else { return nil }
    return Int(clamping: UInt64(facts.f_bavail).multipliedReportingOverflow(by: UInt64(facts.f_frsize)).partialValue)
  }

  /// What git tracks there besides what people write for their agents.
  private func trackedSecrets() async -> [String] {
    let git = Git(in: directory, environment: environment)
    let answer = await git.run("ls-files", "-z", "--", ".", timeout: .seconds(10))
    guard answer.isSuccess else { return [] }
    return answer.output.split(separator: "\0").map(String.init).filter { path in
      path != ".gitignore" && !path.hasPrefix("skills/") && !path.hasPrefix("library/")
    }
  }

  /// The secret, the socket and Redis' files, where anybody else may read them.
  private func readableByOthers() -> [String] {
    let manager = FileManager.default
    let inRedis = (try? manager.contentsOfDirectory(atPath: "\(directory)/redis"))?.map { "redis/\($0)" } ?? []
    return (["webhook-secret", "redis.sock"] + inRedis.sorted()).filter { name in
      let facts = try? manager.attributesOfItem(atPath: "\(directory)/\(name)")
      guard let mode = facts?[.posixPermissions] as? Int else { return false }
      return mode & 0o077 != 0 && !isShut
    }
  }

  /// Whether the directory itself keeps everybody else out.
  private var isShut: Bool {
    let facts = try? FileManager.default.attributesOfItem(atPath: directory)
    return (facts?[.posixPermissions] as? Int).map { $0 & 0o077 == 0 } ?? false
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(shown).map { $0.printable(limit: 100) }.joined(separator: ", ")
      + (names.count > shown ? " and \(names.count - shown) more" : "")
  }
}
