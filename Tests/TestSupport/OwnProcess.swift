import Glibc

/// The process that the tests run in, whatever it was started from.
package enum OwnProcess {
  /// Prepares it, once, as nearly every machine would have: as many open files as the system allows, because hundreds
  /// of tests run at the same time and the usual soft limit is 1024; and files that nobody else may write, because
  /// Signalbox refuses secrets that others can.
  package static let isPrepared: Bool = {
    umask(0o022)
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return false }
    limit.rlim_cur = limit.rlim_max
    return setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
  }()
}
