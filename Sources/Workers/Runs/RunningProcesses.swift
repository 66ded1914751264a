import Glibc

/// The processes of this machine, as `/proc` shows them.
enum RunningProcesses {
  /// The resident memory of all processes of a group, in bytes.
  static func memory(ofGroup group: pid_t) -> Int {
    var pages = 0
    for pid in all {
      guard let text = contents("/proc/\(pid)/stat", limit: 4096), let end = text.lastIndex(of: 0x29) else { continue }
      // Behind the name in brackets: state, parent, group, … and the resident pages as the 24th field of all.
      let fields = text[text.index(after: end)...].split(separator: 0x20)
      guard fields.count > 21, number(fields[2]) == Int(group) else { continue }
      pages += number(fields[21]) ?? 0
    }
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// The processes of ours that have all these words in their environment: also those that left their group and were
  /// left by their parent.
  static func marked(_ marks: [String]) -> [pid_t] {
    all.filter { pid in
      guard pid != getpid(), let text = contents("/proc/\(pid)/environ", limit: 1 << 20) else { return false }
      let words = text.split(separator: 0)
      return marks.allSatisfy { mark in words.contains { $0.elementsEqual(mark.utf8) } }
    }
  }

  private static var all: [pid_t] {
    guard let directory = opendir("/proc") else { return [] }
    defer { closedir(directory) }
    var pids: [pid_t] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if let pid = pid_t(name) { pids.append(pid) }
    }
    return pids
  }

  private static func contents(_ path: String, limit: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while bytes.count < limit {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return bytes
  }

  private static func number(_ field: some Collection<UInt8>) -> Int? { Int(String(decoding: field, as: UTF8.self)) }
}
