/// Why a data directory cannot be used.
package enum DataDirectoryError: Error, Sendable, Equatable {
  /// Another service works in it; nil if that one has not yet said who it is.
  case held(pid: Int32?)
  /// It cannot be made, opened or locked; the text is the system's.
  case unusable(path: String, reason: String)
}

extension DataDirectoryError: CustomStringConvertible {
  /// What is wrong and what to do about it, in one line.
  package var description: String {
    switch self {
    case .held(let pid?): "the data directory is in use by process \(pid) (stop it, or choose another --data)"
    case .held(nil): "the data directory is in use by another process (stop it, or choose another --data)"
    case .unusable(let path, let reason): "the data directory \(path) cannot be used: \(reason) (check --data)"
    }
  }
}
