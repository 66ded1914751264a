import Glibc

/// The directory of a town on this machine: the private Redis, the generated secret, large bodies, agents' logs.
package enum DataDirectory {
  /// What git may track of it: what people write for their agents. Redis' files and the secret must never be committed,
  /// and `git add -A` takes everything that nothing forbids.
  static let ignoredByGit = """
    *
    !/skills/
    !/skills/**
    !/library/
    !/library/**

    """

  /// Makes the directory (0700) and those above it where they are missing, and keeps git away from it. What is there
  /// already stays as it is.
  package static func prepare(_ path: String) throws(DataDirectoryError) {
    try make(path)
    var facts = stat()
    guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else {
      throw .unusable(path: path, reason: String(cString: strerror(ENOTDIR)))
    }
    let file = path + "/.gitignore"
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      if errno == EEXIST { return }
      throw failure(file)
    }
    defer { close(descriptor) }
    var text = ignoredByGit
    let count = text.withUTF8 { write(descriptor, $0.baseAddress, $0.count) }
    guard count == text.utf8.count else { throw failure(file) }
  }

  /// Makes a directory and those above it, 0700 where they are new.
  static func make(_ path: String) throws(DataDirectoryError) {
    if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else { throw failure(path) }
    try make(String(path[..<slash]))
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure(path) }
  }

  static func failure(_ path: String) -> DataDirectoryError {
    .unusable(path: path, reason: String(cString: strerror(errno)))
  }
}
