/// What an event's sender is told.
package enum Reply: Hashable, Sendable {
  /// It was done; one sentence says what.
  case done(String)
  /// The agent's task with its prompt, or nil when there is none for it.
  case task(Identifier<WorkTask>?, prompt: String, claim: String?)
  /// It was done, and what was made or changed has this name.
  case created(String)
  /// GitHub has to be asked first: the answer follows as an effect.
  case later
  /// It was not done and changed nothing.
  case refused(Refusal)
}
