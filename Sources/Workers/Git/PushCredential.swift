import FoundationEssentials

/// What git needs to reach one host in one call, to push or to fetch: a file that is gone as soon as git has read it,
/// or at the end of the call where git asks more than once in it. Git is told of it on the command line of that one
/// call, and nothing of it stands in anybody's configuration or in the environment of a run.
package struct PushCredential: Hashable, Sendable {
  /// Who is asked for one, with the address that it is for.
  package typealias Source = @Sendable (String) async -> Result<PushCredential, Fault>

  /// Why there is none.
  package struct Fault: Error, Hashable, Sendable {
    /// What is wrong, without a full stop.
    package let reason: String

    /// A fault with its reason.
    package init(_ reason: String) { self.reason = reason }
  }

  /// `https://host`, with its port where it has one: no other host is given it.
  let scope: String
  /// Where git reads it from.
  package let file: String

  /// A credential for an address; nil where the address is none that takes one, or has blanks or quotes in its host.
  package init?(for url: String, in file: String) {
    guard let scheme = url.firstRange(of: "://"), ["https", "http"].contains(url[..<scheme.lowerBound].lowercased())
    else { return nil }
    let authority = url[scheme.upperBound...].prefix { !"/?#".contains($0) }
    let host = authority[(authority.lastIndex(of: "@").map { authority.index(after: $0) } ?? authority.startIndex)...]
    guard !host.isEmpty, host.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || ".-:[]".contains($0)) }) else {
      return nil
    }
    scope = "\(url[..<scheme.lowerBound].lowercased())://\(host)"
    self.file = file
  }

  /// The words in front of git's command. The helpers of the clone are left out: they would keep what is used once.
  ///
  /// - Parameter lasts: whether the file stays until the call ends: what a filter keeps elsewhere is asked for apart.
  func flags(lasts: Bool) -> [String] {
    let path = "'" + file.replacing("'", with: "'\\''") + "'"
    let helper = "!f() { test \"$1\" = get && cat \(path)\(lasts ? "" : " && rm -f \(path)"); }; f"
    return ["-c", "credential.helper=", "-c", "credential.\(scope).helper=\(helper)"]
  }

  /// Takes the file away where git ended without reading it: it holds for that one call, whatever came of it.
  func discard() { try? FileManager.default.removeItem(atPath: file) }

  /// Whether git ended because it had no credential, or one that was refused. To some accounts GitHub does not even say
  /// that a repository is there.
  static func isMissing(in errors: String) -> Bool {
    [
      "could not read Username", "could not read Password", "Authentication failed", "terminal prompts disabled",
      "returned error: 403", "Repository not found",
      // git-lfs: on the way out, and on the way in, where git says no more than that.
      "Authentication required", "Authorization error", ": smudge filter ",
    ].contains { errors.contains($0) }
  }
}
