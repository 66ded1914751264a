import CommandLine
import FoundationEssentials
import GitHub

/// A file that holds a secret or a token.
enum SecretFile {
  /// The file's first line, without the space around it.
  static func read(_ path: String) throws(CommandFailure) -> Secret {
    guard let data = try? Data(contentsOf: URL(filePath: path)) else {
      throw CommandFailure(.usage, "cannot read \(path)", hint: "name a file with one line")
    }
    let line = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).first ?? ""
    let text = line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
    guard let secret = try? Secret(String(text)) else {
      throw CommandFailure(.usage, "\(path) is empty", hint: "its first line is the secret")
    }
    return secret
  }
}
