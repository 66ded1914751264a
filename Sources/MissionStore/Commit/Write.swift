/// One thing that a commit writes. All of a commit's writes are made together, by `commit.lua`.
enum Write {
  /// A string, with a time to live in seconds if any.
  case set(String, [UInt8], seconds: Int? = nil)
  /// A published record: never in place of something that is not a JSON object.
  case setJSON(String, [UInt8])
  /// Fields of a hash.
  case hashSet(String, [(field: String, value: [UInt8])])
  /// A published record in a hash: never in place of something that is not a JSON object.
  case hashSetJSON(String, field: String, [UInt8])
  case hashDelete(String, fields: [String])
  case setAdd(String, members: [String])
  case setRemove(String, members: [String])
  case sortedAdd(String, member: String, score: Int64)
  case sortedRemove(String, member: String)
  /// In front of a list, which then keeps that many.
  case pushFront(String, [UInt8], keep: Int? = nil)
  case pushBack(String, [UInt8])
  /// Takes those messages out of a mailbox whose field has the value.
  case removeMessages(String, field: String, value: String)
  case delete(String)
  case expire(String, seconds: Int)
  /// At the end of a stream, which then keeps about that many.
  case streamAdd(String, [StreamEntry.Field], keep: Int? = nil)
  /// Acknowledges an entry and takes it out of its stream.
  case finish(String, entry: String)
  /// Takes an entry out of a stream that nobody acknowledges.
  case discard(String, entry: String)
  /// Appends a signal unless one of that id was seen; without `seen` in any case.
  case forward(Signal, stream: String, seen: String?, memorySeconds: Int)
}
