import FoundationEssentials
import Glibc
package import MissionCore

/// What a command finds around it: environment, files, terminal, time.
package struct Surroundings: Sendable {
  /// Why a file could not be read.
  package enum FileFault: Error, Sendable, Equatable {
    /// It does not exist.
    case missing
    /// It cannot be read; says why.
    case unreadable(String)
    /// It is larger than anything we would read.
    case tooLarge
  }

  /// The largest file that is read: settings, manifests, secrets.
  static let largestFile = 1 << 20

  /// The variables of the process.
  package var environment: [String: String]
  /// The absolute working directory.
  package var workingDirectory: String
  /// Whether standard output is a terminal.
  package var isOutputTerminal: Bool
  /// Whether standard error is a terminal.
  package var isErrorTerminal: Bool
  /// Reads a whole file.
  package var read: @Sendable (String) -> Result<[UInt8], FileFault>
  /// Who owns what stands at a path, and who may write it; nil where there is nothing.
  package var ownership: @Sendable (String) -> Ownership? = { _ in nil }
  /// What the clock shows.
  package var now: @Sendable () -> Timestamp

  /// Those of this process.
  package static var ofProcess: Surroundings {
    Surroundings(
      environment: ProcessInfo.processInfo.environment, workingDirectory: FileManager.default.currentDirectoryPath,
      isOutputTerminal: isatty(STDOUT_FILENO) == 1, isErrorTerminal: isatty(STDERR_FILENO) == 1, read: readFile,
      ownership: readOwnership,
      now: Timestamp.now)
  }

  /// Who owns a file or directory.
  package struct Ownership: Sendable, Equatable {
    /// Whether it is the user that this process runs as.
    package var isOurs: Bool
    /// Whether its group or everybody may write it.
    package var isWritableByOthers: Bool
    /// Whether it is a file: what else stands there, a pipe or a device, may never end.
    package var isFile = true
  }

  /// The working directory and all above it, nearest first.
  package var ancestors: [String] {
    var paths = [workingDirectory == "/" ? "" : workingDirectory]
    while let last = paths.last, let slash = last.lastIndex(of: "/") { paths.append(String(last[..<slash])) }
    return paths
  }

  /// A path made absolute.
  package func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : "\(workingDirectory)/\(path)" }

  @Sendable private static func readOwnership(_ path: String) -> Ownership? {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    return Ownership(
      isOurs: facts.st_uid == geteuid(), isWritableByOthers: facts.st_mode & 0o022 != 0,
      isFile: facts.st_mode & S_IFMT == S_IFREG)
  }

  @Sendable private static func readFile(_ path: String) -> Result<[UInt8], FileFault> {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      return .failure(errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(String(cString: strerror(errno))))
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return .failure(.unreadable(String(cString: strerror(errno)))) }
      if count == 0 { return .success(bytes) }
      bytes += buffer[..<count]
      // A device or a pipe may never end.
      guard bytes.count <= largestFile else { return .failure(.tooLarge) }
    }
  }
}

extension Surroundings.FileFault: CustomStringConvertible {
  /// One sentence without a full stop.
  package var description: String {
    switch self {
    case .missing: "there is no such file"
    case .unreadable(let reason): "it cannot be read: \(reason)"
    case .tooLarge: "it is larger than \(Surroundings.largestFile >> 20) MiB"
    }
  }
}

extension Surroundings {
  /// How many columns a line may have: the terminal's, or those of `COLUMNS`, or 80. Without a terminal a line is never
  /// broken.
  package var columns: Int { isOutputTerminal ? columns(of: STDOUT_FILENO) : .max }

  /// The same for what is said on standard error.
  package var errorColumns: Int { isErrorTerminal ? columns(of: STDERR_FILENO) : .max }

  private func columns(of terminal: Int32) -> Int {
    if let text = environment["COLUMNS"], let columns = Int(text), columns >= 20 { return columns }
    guard let size = TerminalSize(of: terminal), size.columns >= 20 else { return TerminalSize.ordinary.columns }
    return size.columns
  }

  /// Whether there is anything at a path.
  package func fileExists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether a file stands at a path, and nothing else.
  package func isFile(_ path: String) -> Bool { Self.readOwnership(path)?.isFile ?? false }
}
