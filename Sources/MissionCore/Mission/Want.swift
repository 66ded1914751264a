/// What sort of agent a mission waits for.
package enum Want: Hashable, Sendable {
  /// This very agent.
  case agent(Identifier<Agent>)
  /// An agent of this lane.
  case lane(Lane)
  /// An agent of this role, which has no lane of its own.
  case role(String)
}
