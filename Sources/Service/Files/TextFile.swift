import CommandLine
import Glibc

/// Files of lines that somebody else writes.
package enum TextFile {
  /// How much of a file's end is read for its last lines.
  private static let reach = 256 << 10

  /// The last lines of a file, printable; empty where there is none.
  ///
  /// - Parameter end: where it counts as over, in bytes; nil for where it is.
  package static func tail(of path: String, lines: Int, before end: Int? = nil) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    let size = end ?? Int(lseek(descriptor, 0, SEEK_END))
    let start = max(0, size - reach)
    let bytes = read(descriptor, from: start, limit: size - start)
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).suffix(lines)
      .map { String($0).printable(limit: 2_000) }.joined(separator: "\n")
  }

  /// How many bytes a file has; 0 where there is none.
  package static func size(of path: String) -> Int {
    var facts = stat()
    return stat(path, &facts) == 0 ? Int(facts.st_size) : 0
  }

  /// Where a file's last whole line ends; where the file does, if its end holds none.
  package static func endOfLastLine(of path: String) -> Int {
    let size = size(of: path)
    let start = max(0, size - reach)
    let bytes = read(path, from: start, limit: size - start)
    return bytes.lastIndex(of: 0x0A).map { start + $0 + 1 } ?? size
  }

  /// What a file holds from a place on; at most so many bytes. A pipe in its place holds nothing and stops nobody.
  package static func read(_ path: String, from place: Int, limit: Int) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    return read(descriptor, from: place, limit: limit)
  }

  private static func read(_ descriptor: Int32, from place: Int, limit: Int) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: limit)
    let count = pread(descriptor, &buffer, limit, off_t(place))
    return Array(buffer[..<max(0, count)])
  }
}
