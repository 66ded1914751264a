/// A password that never prints: neither in a string, nor in a dump, nor in an error.
package struct RedisPassword: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The secret itself, for the `AUTH` command alone.
  let revealed: String

  /// Wraps a secret.
  package init(_ secret: String) { revealed = secret }

  /// Always `•••`.
  package var description: String { "•••" }
  /// Always `•••`.
  package var debugDescription: String { description }
  /// A mirror without children.
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}
