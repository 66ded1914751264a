/// A handful of objectives, compiled into a graph of work items and carried to completion.
public struct Mission: Sendable {
  /// Its identity.
  public let id: Identifier<Mission>
}
