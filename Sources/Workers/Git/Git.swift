import Synchronization

/// Runs git in one directory. What another git holds locked is tried again a few times.
package struct Git: Sendable {
  /// What a call answered.
  package struct Answer: Sendable {
    /// How git ended; 0 is success.
    package let status: Int32
    /// Standard output without the last line's end.
    package let output: String
    /// Standard error, shortened.
    package let errors: String

    /// Whether it succeeded.
    package var isSuccess: Bool { status == 0 }
  }

  private static let attempts = 6
  private static let largestAnswer = 8 << 20

  /// Where it runs.
  package let directory: String
  /// All of its environment.
  package let environment: [String: String]

  /// Git in a directory. Of the environment it gets what it needs to reach a remote, and no secret of ours.
  package init(in directory: String, environment: [String: String]) {
    self.directory = directory
    var settings = environment
    // Inside a hook these name another repository than the directory's.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR"] { settings[name] = nil }
    settings["GIT_TERMINAL_PROMPT"] = "0"
    settings["LC_ALL"] = "C"
    settings["GIT_OPTIONAL_LOCKS"] = "0"
    self.environment = settings
  }

  /// Git in another directory.
  package func at(_ directory: String) -> Git { Git(in: directory, environment: environment) }

  /// Runs a command and waits for its end, whatever it is.
  package func run(_ words: String..., timeout: Duration = .seconds(300)) async -> Answer {
    await run(words, timeout: timeout)
  }

  /// Runs a command and waits for its end, whatever it is.
  package func run(_ words: [String], timeout: Duration = .seconds(300)) async -> Answer {
    var pause = Duration.milliseconds(50)
    for attempt in 1... {
      let answer = await once(words, timeout: timeout)
      guard !answer.isSuccess, attempt < Self.attempts, Self.isLocked(answer.errors), !Task.isCancelled else {
        return answer
      }
      // Somebody else's git is at work here; two that wait must not wake at once again and again.
      try? await Task.sleep(for: pause + .milliseconds(Int.random(in: 0...50)))
      pause = pause * 2
    }
    preconditionFailure("Invalid state: an endless loop has ended")
  }

  private func once(_ words: [String], timeout: Duration) async -> Answer {
    let captured = Mutex((output: [UInt8](), errors: [UInt8]()))
    var run = ProcessRun("git", words, environment: environment, directory: directory)
    run.limits.time = timeout
    let end = await run.run { stream, bytes in
      captured.withLock { captured in
        switch stream {
        case .output: captured.output += bytes.prefix(max(0, Self.largestAnswer - captured.output.count))
        case .errors:
          captured.errors += bytes
          if captured.errors.count > 16_384 { captured.errors.removeFirst(captured.errors.count - 8_192) }
        }
      }
    }
    let (output, errors) = captured.withLock { $0 }
    var text = String(decoding: output, as: UTF8.self)
    while text.last?.isNewline == true { text.removeLast() }
    if case .exited(let status) = end {
      return Answer(status: status, output: text, errors: OutputReader.printable(errors) ?? "")
    }
    return Answer(status: -1, output: text, errors: "git \(words.first ?? ""): \(end)")
  }

  private static func isLocked(_ errors: String) -> Bool {
    [
      "File exists.", ".lock': File exists", "could not lock", "cannot lock ref", "Another git process",
      // Of a worktree that is being made at this moment.
      "/commondir: ", "/gitdir: ",
      // The last worktree was removed at this moment, and the directory of all with it.
      "could not create directory of '.git/worktrees/", "could not open '.git/worktrees/",
    ].contains { errors.contains($0) }
  }
}
