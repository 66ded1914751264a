extension PrivateRedis {
  /// What happens to the private Redis, for the log.
  package enum Event: Sendable, Equatable {
    /// A server was started.
    case started(pid: Int32)
    /// A server that an earlier service left behind is used on.
    case adopted(pid: Int32)
    /// A server that an earlier service left behind is of no use and was stopped.
    case leftOverStopped(pid: Int32, reason: String)
    /// It reads its file; requests wait.
    case loading(pid: Int32)
    /// It answers.
    case ready(pid: Int32)
    /// It ended without being asked to; the last lines of its log may say why.
    case ended(pid: Int32, lastWords: String)
    /// It is started again after this pause.
    case restarting(after: Duration)
    /// Starting it again failed.
    case failed(PrivateRedisError)
    /// So many bytes that were no writes were cut off an append-only file's end; the files as they were are kept there.
    case mended(file: String, bytes: Int, backup: String)
    /// It was stopped as asked.
    case stopped(pid: Int32)
  }
}
