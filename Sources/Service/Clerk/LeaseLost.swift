/// The town's lease went to another process: whatever is in hand is left to it.
struct LeaseLost: Error {}
