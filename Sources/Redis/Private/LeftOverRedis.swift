import CSystem
import Glibc
import System

/// What an earlier service, killed without a chance to tidy up, may have left in our data directory.
enum LeftOverRedis {
  /// Nothing.
  case none
  /// A server of this data directory that listens at our socket.
  case listening(ChildProcess)
  /// A server of this data directory that nobody can reach (its socket is gone): it would write to our files.
  case unreachable(ChildProcess)
  /// Somebody else listens at our socket.
  case foreign(pid: Int32)

  /// Looks for it. The kernel says who listens at the socket (SO_PEERCRED), so that neither a stale file nor a process
  /// number that is used again can mislead; the working directory says whether it is a server of our files.
  static func find(_ layout: PrivateRedisLayout) -> LeftOverRedis {
    if let pid = listener(at: layout.socket) {
      guard let process = ChildProcess(adopting: pid), works(process, in: layout) else { return .foreign(pid: pid) }
      return .listening(process)
    }
    guard let pid = recordedPid(layout), let process = ChildProcess(adopting: pid), works(process, in: layout) else {
      return .none
    }
    return .unreachable(process)
  }

  /// The process that listens at a unix socket; nil if there is none.
  private static func listener(at path: String) -> Int32? {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    // A full backlog must not hold us up.
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
    }
    guard code == 0 else { return nil }
    let pid = csystem_peer_pid(descriptor)
    return pid > 0 ? pid : nil
  }

  private static func recordedPid(_ layout: PrivateRedisLayout) -> Int32? {
    text(of: layout.pidFile).flatMap { Int32($0.prefix { $0.isASCII && $0.isNumber }) }
  }

  /// A redis-server changes into its `dir`; ours is used by nothing else.
  private static func works(_ process: ChildProcess, in layout: PrivateRedisLayout) -> Bool {
    guard let name = text(of: "/proc/\(process.pid)/comm"), name.hasPrefix("redis-server") else { return false }
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { name in
        name.baseAddress.map { readlink("/proc/\(process.pid)/cwd", $0, name.count) } ?? 0
      }
    }
    guard count > 0 else { return false }
    return String(decoding: buffer[..<count], as: UTF8.self) == layout.directory
  }

  private static func text(of path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = read(descriptor, &buffer, buffer.count)
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
  }
}
