package import CommandLine
import FoundationEssentials
package import GitHub
import Glibc
import System

/// The webhook secret that the service makes for itself when none is configured.
package enum WebhookSecretFile {
  /// What was found or made.
  package struct Result: Sendable {
    /// The secrets in the file, at least one.
    package var secrets: [Secret]
    /// Whether the file was made just now: worth saying once.
    package var isNew: Bool
  }

  /// Why there is no secret.
  package enum Fault: Error, Sendable, Equatable {
    /// The file is there but holds nothing.
    case empty(path: String)
    /// The file cannot be read; says why.
    case unreadable(path: String, reason: String)
    /// The file cannot be made; says why.
    case unwritable(path: String, reason: String)
  }

  /// Reads the configuration's secret file, or makes one that only its owner can read. The directory must exist.
  package static func prepare(_ configuration: Configuration, surroundings: Surroundings) throws(Fault) -> Result {
    let path = surroundings.absolute(configuration.generatedSecretPath)
    if let secrets = try read(path, surroundings) { return Result(secrets: secrets, isNew: false) }
    let text = newSecret()
    // Written beside and renamed, so that a crash in between leaves no half secret; linked, so that of two makers one
    // wins and both use it.
    let draft = "\(path).\(getpid())"
    defer { unlink(draft) }
    try write(text + "\n", to: draft)
    if link(draft, path) != 0, errno != EEXIST {
      throw .unwritable(path: path, reason: String(cString: strerror(errno)))
    }
    guard let secrets = try read(path, surroundings) else { throw .empty(path: path) }
    return Result(secrets: secrets, isNew: true)
  }

  /// The secrets in a file; nil where there is none.
  package static func read(_ path: String, _ surroundings: Surroundings) throws(Fault) -> [Secret]? {
    switch surroundings.read(path) {
    case .failure(.missing): return nil
    case .failure(let fault): throw .unreadable(path: path, reason: fault.description)
    case .success(let bytes):
      let secrets = SecretLines.lines(of: bytes).compactMap { try? Secret(bytes: $0) }
      guard bytes.contains(where: { !$0.isBlank }), !secrets.isEmpty else { throw .empty(path: path) }
      if let problem = SecretLines.problem(of: bytes) { throw .unreadable(path: path, reason: problem.text) }
      if surroundings.ownership(path)?.isWritableByOthers == true {
        throw .unreadable(path: path, reason: "others than its owner may write it; chmod go-w")
      }
      return secrets
    }
  }

  /// Puts other secrets in the place of a file's, in one step: whoever reads it meanwhile finds the old or the new
  /// ones.
  package static func replace(_ path: String, with secrets: [Secret]) throws(Fault) {
    // A link stays one; what it leads to is replaced.
    let real = realpath(path, nil)
    defer { free(real) }
    let place = real.map { String(cString: $0) } ?? path
    let text = secrets.map { $0.withBytes { String(decoding: $0, as: UTF8.self) } + "\n" }.joined()
    let draft = "\(place).\(getpid())"
    defer { unlink(draft) }
    try write(text, to: draft)
    var facts = stat()
    if stat(place, &facts) == 0 {
      // A file that others may read by its owner or group stays readable to them. Failing is no reason to stop: the
      // service that cannot read it says so and keeps its secrets.
      _ = chown(draft, facts.st_uid, facts.st_gid)
      _ = chmod(draft, facts.st_mode & 0o777)
    }
    guard rename(draft, place) == 0 else { throw .unwritable(path: path, reason: String(cString: strerror(errno))) }
  }

  private static func write(_ text: String, to path: String) throws(Fault) {
    unlink(path)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .unwritable(path: path, reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
      throw .unwritable(path: path, reason: String(cString: strerror(errno)))
    }
  }

  /// A new secret: 256 random bits in hex.
  package static func newSecret() -> String { Hexadecimal.random(bytes: 32) }
}

extension WebhookSecretFile.Fault: CustomStringConvertible {
  /// One sentence without a full stop.
  package var description: String {
    switch self {
    case .empty(let path): "the webhook secret in \(path) is empty"
    case .unreadable(let path, let reason): "the webhook secret in \(path): \(reason)"
    case .unwritable(let path, let reason): "the webhook secret cannot be stored in \(path): \(reason)"
    }
  }
}
