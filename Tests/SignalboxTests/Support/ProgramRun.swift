import Glibc
import Testing

/// The built program, run to its end with its outputs caught.
struct ProgramRun: Sendable {
  /// How it exited; 128 and more for a signal.
  let status: Int32
  /// What it wrote to standard output.
  let output: String
  /// What it wrote to standard error.
  let errors: String

  /// The lines of standard output.
  var lines: [String] { output.split(separator: "\n", omittingEmptySubsequences: true).map(String.init) }

  /// Runs `signalbox` in an empty environment (but PATH), off the cooperative pool: waiting for a child blocks.
  static func signalbox(
    _ arguments: [String], environment: [String: String] = [:], in directory: String = "/tmp"
  ) async throws -> ProgramRun {
    let program = try programPath()
    let result = await onItsOwnThread { run([program] + arguments, environment, directory) }
    return try result.get()
  }

  /// Runs blocking work on a thread of its own.
  static func onItsOwnThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      let box = Unmanaged.passRetained(Work { continuation.resume(returning: work()) })
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil,
        {
          Unmanaged<Work>.fromOpaque($0!).takeRetainedValue().body(); return nil
        },
        box.toOpaque())
      guard code == 0 else { preconditionFailure("Invalid state: no thread to be had") }
      pthread_detach(thread)
    }
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private struct SpawnFailure: Error { let code: Int32 }

  /// The program lies beside the test bundle.
  private static func programPath() throws -> String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes { bytes in
      readlink("/proc/self/exe", bytes.baseAddress!.assumingMemoryBound(to: CChar.self), bytes.count)
    }
    let itself = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    let folders = [itself] + CommandLine.arguments
    for path in folders.compactMap({ path in path.lastIndex(of: "/").map { path[..<$0] } }) {
      let program = "\(path)/signalbox"
      if access(program, X_OK) == 0 { return program }
    }
    throw SpawnFailure(code: ENOENT)
  }

  private static func run(
    _ words: [String], _ environment: [String: String], _ directory: String
  ) -> Result<ProgramRun, any Error> {
    var out: [Int32] = [0, 0]
    var err: [Int32] = [0, 0]
    // Socket pairs and not pipes: only they can be made close-on-exec in one step, and a child of another test that kept
    // a copy of the writing end would keep us reading.
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &out) == 0, socketpair(AF_UNIX, type, 0, &err) == 0 else {
      return .failure(SpawnFailure(code: errno))
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO)
    // Glibc's way to change a child's directory is not visible to Swift.
    let shell = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", directory]
    var variables = environment
    variables["PATH"] = variables["PATH"] ?? "/usr/bin:/bin"
    var arguments: [UnsafeMutablePointer<CChar>?] = (shell + words).map { strdup($0) } + [nil]
    var block: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in arguments + block { free(text) } }
    var pid: pid_t = 0
    let code = posix_spawn(&pid, shell[0], &actions, nil, &arguments, &block)
    close(out[1])
    close(err[1])
    defer {
      close(out[0])
      close(err[0])
    }
    guard code == 0 else { return .failure(SpawnFailure(code: code)) }
    let caught = readBoth(out[0], err[0])
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    let isExit = status & 0x7F == 0
    return .success(
      ProgramRun(status: isExit ? (status >> 8) & 0xFF : 128 + (status & 0x7F), output: caught.0, errors: caught.1))
  }

  /// Both pipes at once: a program that fills one while we read the other would never end.
  private static func readBoth(_ first: Int32, _ second: Int32) -> (String, String) {
    var descriptors = [first, second].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    var caught: [[UInt8]] = [[], []]
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while descriptors.contains(where: { $0.fd >= 0 }) {
      guard poll(&descriptors, 2, -1) >= 0 || errno == EINTR else { break }
      for index in descriptors.indices where descriptors[index].fd >= 0 && descriptors[index].revents != 0 {
        let count = read(descriptors[index].fd, &buffer, buffer.count)
        if count > 0 {
          caught[index] += buffer[..<count]
        } else if count == 0 || errno != EINTR {
          descriptors[index].fd = -1
        }
      }
    }
    return (String(decoding: caught[0], as: UTF8.self), String(decoding: caught[1], as: UTF8.self))
  }
}
