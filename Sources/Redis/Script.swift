/// A Lua script that Redis runs as one step: what belongs together is written together or not at all.
package struct Script: Sendable {
  /// The file's name without `.lua`, for messages.
  package let name: String
  /// The Lua text.
  package let source: [UInt8]
  /// What `EVALSHA` calls it by: 40 lowercase hex digits.
  package let sha1: String

  /// A script from its source.
  package init(name: String, source: [UInt8]) {
    self.name = name
    self.source = source
    sha1 = SHA1.hex(of: source)
  }
}
