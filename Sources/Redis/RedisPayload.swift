/// A large argument that is read piece by piece from where it is, while it is sent.
package protocol RedisPayload: Sendable {
  /// How many bytes it has.
  var size: Int { get }
  /// Its bytes where all of them are in memory; nil where they are in a file.
  var inMemory: [[UInt8]]? { get }
  /// Up to `count` bytes from `position` on; fewer at the end of a piece, none at the end or where they cannot be read.
  func read(at position: Int, count: Int) -> [UInt8]
}
