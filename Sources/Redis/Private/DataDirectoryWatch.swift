import Glibc

/// Notices that a data directory is no longer the one a service began with: a private Redis goes on writing into files
/// that have no name any more, and after its end they are gone.
package struct DataDirectoryWatch: Sendable {
  private struct Place: Equatable {
    let device: dev_t
    let number: ino_t

    init?(_ path: String) {
      var facts = stat()
      guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else { return nil }
      device = facts.st_dev
      number = facts.st_ino
    }
  }

  private let path: String
  private let place: Place?

  /// Remembers the directory as it is now; the path is looked at again as it is given here.
  package init(_ path: String) {
    self.path = path
    place = Place(path)
  }

  /// What is wrong with it; nil while it is the same directory.
  package var problem: String? {
    guard let now = Place(path) else {
      return "the data directory \(path) is gone: what Redis and we write there is lost with the process"
    }
    return now == place
      ? nil : "the data directory \(path) was replaced: what is written since then is not what a restart finds"
  }
}
