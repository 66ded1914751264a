/// Why the private Redis cannot be had.
package enum PrivateRedisError: Error, Sendable, Equatable {
  /// There is no such program.
  case programMissing(String)
  /// The program cannot be started; the text is the system's.
  case notStarted(String)
  /// It ended before it answered; the last lines of its log.
  case exited(log: String)
  /// It does not answer; the last lines of its log.
  case notAnswering(log: String)
  /// A file that only the missing manifest names: a server would begin with nothing.
  case manifestMissing(String)
  /// An append-only file is damaged before whole writes that would be lost with the damage.
  case damaged(file: String, byte: Int)
  /// The program is older than what is needed.
  case versionTooOld(found: String, needed: String)
  /// The socket's path does not fit the kernel's `sun_path`.
  case socketPathTooLong(path: String, bytes: Int, limit: Int)
  /// A process that is not our Redis listens at the socket.
  case socketTaken(path: String, pid: Int32)
  /// A directory or file cannot be used.
  case directory(DataDirectoryError)
}

extension PrivateRedisError: CustomStringConvertible {
  /// What is wrong and what to do about it, in one line (but for a log's).
  package var description: String {
    switch self {
    case .programMissing(let program):
      "\(program) is not installed (apt-get install redis-server, or give --redis URL)"
    case .notStarted(let reason): "redis-server cannot be started: \(reason)"
    case .exited(let log): "redis-server ended at once (its log says why)\n\(log)"
    case .notAnswering(let log): "redis-server does not answer (its log may say why)\n\(log)"
    case .manifestMissing(let path):
      "\(path) is missing, and without it redis-server would begin an empty town (bring it back from a backup; or move "
        + "the directory it belongs in away, if nothing in it is to be kept)"
    case .damaged(let file, let byte):
      "\(file) is damaged at byte \(byte), and whole writes stand behind that (bring it back from a backup; or copy it, "
        + "and let 'redis-check-aof --fix' of the manifest beside it cut off everything from there on)"
    case .versionTooOld(let found, let needed):
      "redis-server \(found) is too old (install \(needed) or newer, or give --redis URL)"
    case .socketPathTooLong(let path, let bytes, let limit):
      "the socket path \(path) has \(bytes) bytes, the system allows \(limit) (choose a shorter --data)"
    case .socketTaken(let path, let pid):
      "process \(pid) listens at \(path) and is not our Redis (choose another --data)"
    case .directory(let error): "\(error)"
    }
  }
}
