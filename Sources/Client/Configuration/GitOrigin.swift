package import CommandLine
package import MissionCore

/// Which repository a working directory belongs to, by its `origin` remote. Reads Git's files; runs nothing.
package enum GitOrigin {
  /// The repository of the `origin` remote of the working directory or the nearest directory above it that has one.
  package static func repository(around surroundings: Surroundings) -> RepositoryName? {
    var directory = surroundings.workingDirectory
    while true {
      if let configuration = configuration(of: directory, surroundings) {
        return originURL(in: configuration).flatMap(repository(inRemote:))
      }
      guard let slash = directory.lastIndex(of: "/"), directory != "/" else { return nil }
      directory = slash == directory.startIndex ? "/" : String(directory[..<slash])
    }
  }

  /// The repository a remote's URL names: `https://host/owner/name(.git)`, `ssh://git@host:port/owner/name`,
  /// `git@host:owner/name`, on any host. A path on this machine names none.
  package static func repository(inRemote url: String) -> RepositoryName? {
    var path: Substring
    if let scheme = url.firstRange(of: "://") {
      guard ["https", "http", "ssh", "git", "git+ssh"].contains(url[..<scheme.lowerBound].lowercased()) else {
        return nil
      }
      path = url[scheme.upperBound...].drop { $0 != "/" }
    } else {
      // The short form has a colon before any slash.
      guard let colon = url.firstIndex(of: ":"), !url[..<colon].contains("/") else { return nil }
      path = url[url.index(after: colon)...]
    }
    while path.hasPrefix("/") { path = path.dropFirst() }
    while path.hasSuffix("/") { path = path.dropLast() }
    if path.hasSuffix(".git") { path = path.dropLast(4) }
    return RepositoryName(String(path))
  }

  /// The `url` of `[remote "origin"]` in the text of a Git configuration.
  static func originURL(in text: String) -> String? {
    var isInOrigin = false
    for line in text.split(whereSeparator: \.isNewline) {
      let line = line.trimmingBlanks
      if line.hasPrefix("[") {
        let header = line.prefix { $0 != "]" }.dropFirst()
        let parts = header.split(separator: "\"", omittingEmptySubsequences: false)
        isInOrigin = parts.count == 3 && parts[0].trimmingBlanks.lowercased() == "remote" && parts[1] == "origin"
      } else if isInOrigin, let equals = line.firstIndex(of: "="),
        line[..<equals].trimmingBlanks.lowercased() == "url"
      {
        var value = line[line.index(after: equals)...].trimmingBlanks
        if value.count > 1, value.hasPrefix("\""), value.hasSuffix("\"") { value = value.dropFirst().dropLast() }
        return String(value)
      }
    }
    return nil
  }

  private static func configuration(of directory: String, _ surroundings: Surroundings) -> String? {
    let git = directory == "/" ? "/.git" : "\(directory)/.git"
    if let text = text(of: "\(git)/config", surroundings) { return text }
    // In a worktree or submodule `.git` is a file that says where the directory is.
    guard let pointer = text(of: git, surroundings), pointer.hasPrefix("gitdir:") else { return nil }
    let target = String(pointer.dropFirst(7).prefix { !$0.isNewline }.trimmingBlanks)
    let place = target.hasPrefix("/") ? target : "\(directory)/\(target)"
    if let common = text(of: "\(place)/commondir", surroundings) {
      let relative = String(common.prefix { !$0.isNewline }.trimmingBlanks)
      return text(of: "\(relative.hasPrefix("/") ? relative : "\(place)/\(relative)")/config", surroundings)
    }
    return text(of: "\(place)/config", surroundings)
  }

  private static func text(of path: String, _ surroundings: Surroundings) -> String? {
    guard case .success(let bytes) = surroundings.read(path) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
