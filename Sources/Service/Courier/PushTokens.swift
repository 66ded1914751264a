import Client
import CommandLine
import FoundationEssentials
package import GitHub
import Glibc
package import MissionCore
package import MissionStore

/// Hands out tokens for single pushes, each in a file (0600) that git takes away when it reads it.
///
/// A token goes neither through Redis, which would keep it, nor into an environment. Where Signalbox is a GitHub App it
/// is one of its own, for that repository's contents alone.
package struct PushTokens: Sendable {
  /// What is wanted.
  package struct Wish: Sendable {
    /// Where to.
    package let repository: RepositoryName
    /// The file's name.
    package let file: String
    /// The signal that is answered.
    package let signal: String
  }

  /// How long a file that nobody read stays, in seconds.
  private static let lifetime = 120

  /// Where tokens come from.
  package let tokens: any TokenSource
  /// The town's data directory, absolute.
  package let data: String
  /// Where the wish came from and its receipt goes.
  package let store: TownStore
  /// The right to write there.
  package let lease: LeaseToken
  /// Told of each token that is handed out.
  package let log: Log

  /// Fetches a token, writes it down and answers.
  func grant(_ wish: Wish) async {
    let receipt: Receipt
    do throws(GitHubError) {
      if let secret = try await tokens.pushToken(for: wish.repository) {
        receipt = write(secret, to: wish.file).map { .refused(Self.refusal($0)) } ?? .done("the token is there")
        log.info("A token for one push was handed out", ["repository": wish.repository])
      } else {
        receipt = .refused(Self.refusal("it has no token"))
      }
    } catch {
      receipt = .refused(Self.refusal("\(error)"))
    }
    do {
      var commit = Commit(lease: lease)
      commit.receipts = [ReceiptRecord(signalID: wish.signal, json: try receipt.json())]
      _ = try await store.commit(commit)
    } catch {
      log.warning("A worker could not be told of its token", ["error": "\(error)"])
    }
  }

  private static func refusal(_ reason: String) -> Refusal {
    Refusal(.unavailable, reason, hint: "'signalbox doctor' checks the token; or give the clone credentials of its own")
  }

  /// Writes git's two lines; says why it could not.
  private func write(_ secret: Secret, to name: String) -> String? {
    guard Self.isName(name) else { return "\(name.quotedForPeople) is no name for a file" }
    let folder = "\(data)/push"
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      return "\(folder) cannot be made: \(error)"
    }
    sweep(folder)
    let path = Self.file(name, in: data)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return "\(path) cannot be written: \(String(cString: strerror(errno)))" }
    defer { close(descriptor) }
    let head = Array("username=x-access-token\npassword=".utf8)
    let isWritten =
      head.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) } == head.count
      && secret.withBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) } == secret.byteCount
      && Glibc.write(descriptor, "\n", 1) == 1
    return isWritten ? nil : "\(path) cannot be written"
  }

  /// Takes away what nobody has read.
  private func sweep(_ folder: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where Self.isName(name) {
      var facts = stat()
      guard stat("\(folder)/\(name)", &facts) == 0, time(nil) - facts.st_mtim.tv_sec > Self.lifetime else { continue }
      unlink("\(folder)/\(name)")
    }
  }

  // MARK: - Names

  /// A name that nobody can guess.
  package static func newName() -> String { Identifier<Receipt>.random.text }

  /// Where the file of a name is.
  package static func file(_ name: String, in data: String) -> String { "\(data)/push/\(name)" }

  private static func isName(_ text: String) -> Bool { Identifier<Receipt>(text) != nil && !text.contains("/") }

  /// The repository at an address of this GitHub that may be sent a token; nil for any other: over TLS, or to this
  /// machine itself.
  package static func repository(at url: String, on hosts: GitHubHosts) -> RepositoryName? {
    guard let scheme = url.firstRange(of: "://") else { return nil }
    let authority = url[scheme.upperBound...].prefix { $0 != "/" }
    let host = authority[(authority.lastIndex(of: "@").map { authority.index(after: $0) } ?? authority.startIndex)...]
    let isLoopback = host.hasPrefix("127.") || host.hasPrefix("localhost:") || host.hasPrefix("[::1]")
    switch url[..<scheme.lowerBound].lowercased() {
    case "https": break
    case "http": guard isLoopback else { return nil }
    default: return nil
    }
    return hosts.contains(host) ? GitOrigin.repository(inRemote: url) : nil
  }
}
