import Glibc

/// Where programs are.
package enum ProgramPath {
  /// The first of the names that can be run: a path as it is, a name looked up along a search path.
  package static func find(_ names: [String], in searchPath: String?) -> String? {
    let directories = (searchPath ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":").map(String.init)
    for name in names {
      let candidates = name.contains("/") ? [name] : directories.map { "\($0)/\(name)" }
      if let found = candidates.first(where: { isProgram($0) }) { return found }
    }
    return nil
  }

  private static func isProgram(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }
}
