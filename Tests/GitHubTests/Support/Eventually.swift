/// Whether the condition becomes true while other tasks get their turns; gives up after very many turns.
func eventually(_ condition: @Sendable () -> Bool) async -> Bool {
  for _ in 0..<1_000_000 {
    if condition() { return true }
    await Task.yield()
  }
  return false
}
