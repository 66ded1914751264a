/// A password that never prints: neither in a string, nor in a dump, nor in an error.
public struct RedisPassword: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The secret itself, for the `AUTH` command alone.
  let revealed: String

  /// Wraps a secret.
  public init(_ secret: String) { revealed = secret }

  /// Always `•••`.
  public var description: String { "•••" }
  /// Always `•••`.
  public var debugDescription: String { description }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
