import Glibc

/// A child with pipes to its input and from its output. It is asked to end by closing its input.
final class SpawnedProcess {
  let pid: pid_t
  private let input: Int32
  private let output: Int32
  private var hasEnded = false

  init(_ program: String, _ arguments: [String]) throws {
    var inputPipe: [Int32] = [0, 0]
    var outputPipe: [Int32] = [0, 0]
    guard pipe(&inputPipe) == 0, pipe(&outputPipe) == 0 else { throw BenchmarkFailure(what: "no pipes left") }
    for descriptor in inputPipe + outputPipe { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, inputPipe[0], STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, outputPipe[1], STDOUT_FILENO)
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var pid: pid_t = 0
    let failure = posix_spawnp(&pid, program, &actions, nil, &words, environ)
    close(inputPipe[0])
    close(outputPipe[1])
    guard failure == 0 else {
      close(inputPipe[1])
      close(outputPipe[0])
      throw BenchmarkFailure(what: "\(program) cannot be started: \(String(cString: strerror(failure)))")
    }
    self.pid = pid
    input = inputPipe[1]
    output = outputPipe[0]
  }

  deinit {
    if !hasEnded { end() }
    close(output)
  }

  /// The first line it writes.
  func line(within seconds: Int) throws -> String {
    var text: [UInt8] = []
    while true {
      let byte = try read(1, within: seconds)
      guard let byte = byte.first, byte != 0x0A else { return String(decoding: text, as: UTF8.self) }
      text.append(byte)
    }
  }

  /// All it writes until it closes its output.
  func text(within seconds: Int) throws -> String {
    var text: [UInt8] = []
    while true {
      let bytes = try read(65_536, within: seconds)
      if bytes.isEmpty { return String(decoding: text, as: UTF8.self) }
      text += bytes
    }
  }

  /// Closes its input and waits for its end; kills it when that takes too long.
  func end() {
    hasEnded = true
    close(input)
    for _ in 0..<500 {
      if waitpid(pid, nil, WNOHANG) != 0 { return }
      poll(nil, 0, 10)
    }
    kill(pid, SIGKILL)
    waitpid(pid, nil, 0)
  }

  private func read(_ count: Int, within seconds: Int) throws -> [UInt8] {
    var descriptor = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, Int32(seconds) * 1000) > 0 else { throw BenchmarkFailure(what: "a child is silent") }
    var bytes = [UInt8](repeating: 0, count: count)
    let received = Glibc.read(output, &bytes, count)
    return Array(bytes.prefix(max(0, received)))
  }
}
