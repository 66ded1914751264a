import CommandLine

/// What a file or variable with secrets may hold: one secret a line, and nothing that only looks like one.
///
/// What is refused here is what editors, shells and other tools leave in such files: GitHub or an operator would be
/// refused later with a wrong signature, and nobody could say why.
enum SecretLines {
  /// The fewest bytes of a secret: a single character is a slip, such as a digit that should have been a file name.
  static let fewestBytes = 2

  /// The lines that are not empty, as they are written.
  static func lines(of bytes: [UInt8]) -> [[UInt8]] {
    bytes.split { $0 == 0x0A || $0 == 0x0D }.map(Array.init)
  }

  /// Why the bytes hold no secrets; nil where they do.
  static func problem(of bytes: [UInt8]) -> ConfigurationProblem? {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return "it is UTF-16; save it as UTF-8"
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return "it begins with a byte order mark; save it without" }
    if bytes.contains(0) { return "it holds a NUL byte; save it as plain text" }
    let lines = lines(of: bytes)
    guard lines.contains(where: { $0.contains { !$0.isBlank } }) else { return "the secret is empty" }
    for (index, line) in lines.enumerated() {
      if let problem = problem(ofLine: line) { return ConfigurationProblem(text: "secret \(index + 1) \(problem)") }
    }
    return nil
  }

  private static func problem(ofLine line: [UInt8]) -> String? {
    guard let first = line.first, let last = line.last else { return nil }
    if first.isBlank || last.isBlank { return "begins or ends with a blank, which would be part of it" }
    if first == UInt8(ascii: "#") { return "begins with #, and such a file has no comments" }
    if line.count < fewestBytes { return "has fewer than \(fewestBytes) bytes" }
    if line.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return "holds a control character, such as a tab" }
    return nil
  }
}
