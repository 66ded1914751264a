import FoundationEssentials
import Glibc
import System
import TestSupport
import Testing
import Views

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
    return try await offPool { () throws(Launch.Failure) in try run(program, arguments, environment, directory) }
  }

  /// The one JSON object that it printed, having succeeded.
  func object() throws -> [String: JSONValue] {
    #expect(status == 0, "\(errors)")
    #expect(lines.count == 1)
    guard case .object(let object) = try JSONDecoder().decode(JSONValue.self, from: Data(output.utf8)) else {
      Issue.record("no object: \(output)")
      return [:]
    }
    return object
  }

  /// The program lies beside the test bundle.
  private static func programPath() throws(Launch.Failure) -> String {
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
    throw Launch.Failure(code: ENOENT)
  }

  private static func run(
    _ program: String, _ words: [String], _ environment: [String: String], _ directory: String
  ) throws(Launch.Failure) -> ProgramRun {
    var out: [Int32] = [0, 0]
    var err: [Int32] = [0, 0]
    // Socket pairs and not pipes: only they can be made close-on-exec in one step, and a child of another test that
    // kept a copy of the writing end would keep us reading.
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &out) == 0, socketpair(AF_UNIX, type, 0, &err) == 0 else {
      throw Launch.Failure(code: errno)
    }
    defer { for end in [out[0], err[0]] { close(end) } }
    var variables = environment
    variables["PATH"] = variables["PATH"] ?? "/usr/bin:/bin"
    let launch = Launch(
      output: .descriptor(out[1]), errors: .descriptor(err[1]), environment: variables, directory: directory,
      leading: .group)
    let started = Result { () throws(Launch.Failure) in try launch.start(program, words) }
    for end in [out[1], err[1]] { close(end) }
    let pid = try started.get()
    let caught = readBoth(out[0], err[0])
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    let isExit = status & 0x7F == 0
    return ProgramRun(
      status: isExit ? (status >> 8) & 0xFF : 128 + (status & 0x7F), output: caught.0, errors: caught.1)
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
