import Glibc
import System

/// The private Redis's append-only files, where redis-server itself would end or, worse, begin with nothing.
struct AppendOnlyFiles: Sendable {
  /// What was cut off a file's end.
  struct Mending: Sendable, Equatable {
    /// The file's name.
    let file: String
    /// How many bytes were cut off.
    let bytes: Int
    /// Where the files stand as they were.
    let backup: String
  }

  /// The most that is looked through behind the damage, in bytes.
  private static let longestTail = 64 << 20

  /// `redis/` in the data directory.
  private let directory: String
  private var folder: String { "\(directory)/appendonlydir" }
  private var manifest: String { "\(folder)/appendonly.aof.manifest" }

  init(in directory: String) { self.directory = directory }

  /// The manifest's path where it is missing beside files that only it names: redis-server would begin an empty town.
  var missingManifest: String? {
    guard access(manifest, F_OK) != 0, let entries = opendir(folder) else { return nil }
    defer { closedir(entries) }
    while let entry = readdir(entries) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix("appendonly.aof."), name.hasSuffix(".aof") || name.hasSuffix(".rdb") { return manifest }
    }
    return nil
  }

  /// Cuts off what a power loss left behind the last whole write: zeros, or pieces of other files. All files are kept
  /// as they were beside them. Where whole writes stand behind the damage nothing is changed: that is for a person.
  func mend() throws(PrivateRedisError) -> Mending {
    guard let damage = Self.damage(in: run("redis-check-aof", [manifest])) else {
      throw .exited(log: "its append-only files are damaged, and redis-check-aof does not say where")
    }
    guard let tail = tail(of: damage.file, from: damage.end, to: damage.size), !Self.holdsWrites(behindDamageIn: tail)
    else { throw .damaged(file: "\(folder)/\(damage.file)", byte: damage.end) }
    let backup = "\(directory)/damaged-\(WallClock.milliseconds / 1000)"
    _ = run("cp", ["-a", "--", folder, backup])
    guard Self.size(of: "\(backup)/\(damage.file)") == damage.size else {
      throw .directory(.unusable(path: backup, reason: "the damaged files could not be kept there"))
    }
    // It asks before it cuts; the path is an argument and no part of the shell's words.
    let said = run("sh", ["-c", "echo y | redis-check-aof --fix \"$1\"", "sh", manifest])
    guard Self.size(of: "\(folder)/\(damage.file)") == damage.end else { throw .exited(log: said) }
    return Mending(file: damage.file, bytes: damage.size - damage.end, backup: backup)
  }

  /// A file that holds whole writes up to a byte and something else behind it.
  struct Damage: Equatable {
    let file: String
    let size: Int
    let end: Int
  }

  /// What redis-check-aof says of the one file that is not whole: `AOF analyzed: filename=…, size=468, ok_up_to=168,
  /// …`.
  static func damage(in report: String) -> Damage? {
    for line in report.split(separator: "\n") where line.hasPrefix("AOF analyzed: ") {
      var facts: [Substring: Substring] = [:]
      for fact in line.dropFirst("AOF analyzed: ".count).split(separator: ",") {
        let parts = fact.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
        if parts.count == 2 { facts[parts[0]] = parts[1] }
      }
      guard let file = facts["filename"], let size = facts["size"].flatMap({ Int($0) }),
        let end = facts["ok_up_to"].flatMap({ Int($0) }), size > end, end >= 0, !file.contains("/")
      else { continue }
      return Damage(file: String(file), size: size, end: end)
    }
    return nil
  }

  /// Whether whole writes stand behind the place from which a file's end is no writes any more. A transaction that was
  /// begun and not ended stands before that place.
  static func holdsWrites(behindDamageIn tail: [UInt8]) -> Bool {
    var place = 0
    while let next = wholeWrite(in: tail, at: place) { place = next }
    // The torn write itself begins there.
    place += 1
    while place < tail.count {
      if tail[place] == UInt8(ascii: "*"), tail[place - 1] == UInt8(ascii: "\n"), wholeWrite(in: tail, at: place) != nil
      {
        return true
      }
      place += 1
    }
    return false
  }

  /// Where a write ends that begins at a place (RESP: an array of texts); nil where there is none.
  private static func wholeWrite(in bytes: [UInt8], at start: Int) -> Int? {
    guard var (count, place) = number(behind: UInt8(ascii: "*"), in: bytes, at: start), count > 0 else { return nil }
    while count > 0 {
      guard let (length, text) = number(behind: UInt8(ascii: "$"), in: bytes, at: place),
        length <= bytes.count - text - 2, bytes[text + length] == 0x0D, bytes[text + length + 1] == 0x0A
      else { return nil }
      place = text + length + 2
      count -= 1
    }
    return place
  }

  private static func number(behind mark: UInt8, in bytes: [UInt8], at start: Int) -> (value: Int, end: Int)? {
    guard start < bytes.count, bytes[start] == mark else { return nil }
    var value = 0
    var place = start + 1
    while place < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]), value < 1 << 40 {
      value = value * 10 + Int(bytes[place] - UInt8(ascii: "0"))
      place += 1
    }
    guard place > start + 1, place + 1 < bytes.count, bytes[place] == 0x0D, bytes[place + 1] == 0x0A else { return nil }
    return (value, place + 2)
  }

  private func tail(of file: String, from start: Int, to end: Int) -> [UInt8]? {
    guard end - start <= Self.longestTail else { return nil }
    let descriptor = open("\(folder)/\(file)", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: end - start)
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress! + filled, $0.count - filled, off_t(start + filled))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      filled += count
    }
    return bytes
  }

  private static func size(of path: String) -> Int? {
    var facts = stat()
    return stat(path, &facts) == 0 ? Int(facts.st_size) : nil
  }

  /// Runs a program to its end, an hour at most, and returns what it said.
  private func run(_ program: String, _ arguments: [String]) -> String {
    let path = "\(directory)/redis-check.log"
    let descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    guard let process = try? ChildProcess(starting: program, arguments: arguments, output: descriptor) else {
      return "\(program) cannot be started"
    }
    guard process.waitForEnd(milliseconds: 3_600_000) else {
      process.signal(SIGKILL)
      return "\(program) did not end"
    }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    // What is wrong stands at the end.
    let size = lseek(descriptor, 0, SEEK_END)
    let count = pread(descriptor, &buffer, buffer.count, max(0, size - off_t(buffer.count)))
    return String(decoding: buffer[..<max(0, count)], as: UTF8.self)
  }
}
