import Glibc

/// What the kernel knows of a process.
struct ProcessFigures {
  /// Processor time used so far, in microseconds.
  let processorTime: Double
  /// The most memory it had resident at any time, in bytes.
  let peakMemory: Int

  init(of pid: pid_t) {
    let stat = Self.contents("/proc/\(pid)/stat")
    // Fields 14 and 15, counted behind the name, which may contain anything.
    let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
    let ticks = fields.count > 13 ? (Double(fields[12]) ?? 0) + (Double(fields[13]) ?? 0) : 0
    processorTime = ticks * 1_000_000 / Double(max(1, sysconf(Int32(_SC_CLK_TCK))))
    let line = Self.contents("/proc/\(pid)/status").split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    peakMemory = (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) << 10
  }

  private static func contents(_ path: String) -> String {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 16_384)
    let count = read(descriptor, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}
