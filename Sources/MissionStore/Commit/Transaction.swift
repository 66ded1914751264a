import Redis

/// Checks and writes as one call of `commit.lua`.
struct Transaction {
  private static let script = Script(name: "commit", source: PackageResources.commit_lua)
  /// How many words one instruction may have: Lua's `unpack` fails at some 8 000.
  private static let longest = 1000

  private var keys: [String] = []
  private var places: [String: Int] = [:]
  private var arguments: [RedisArgument] = []

  /// The checks in their order, then the writes in theirs.
  init(checks: [Check], writes: [Write]) {
    for check in checks { add(check) }
    for write in writes { add(write) }
  }

  var request: RedisRequest { .script(Self.script, keys: keys, arguments: arguments) }

  private mutating func add(_ check: Check) {
    switch check {
    case .lease(let key, let token): add("lease", key, [.text(token.text)])
    case .pending(let key, let entry): add("pending", key, [.text(Keys.clerk), .text(entry)])
    case .present(let key, let entry): add("present", key, [.text(entry)])
    case .revision(let key, let revision): add("revision", key, [.integer(revision)])
    case .room(let key, let bound): add("room", key, [.integer(bound)])
    }
  }

  private mutating func add(_ write: Write) {
    switch write {
    case .set(let key, let value, let seconds): add("set", key, [.bytes(value), Self.optional(seconds)])
    case .setJSON(let key, let value): add("setjson", key, [.bytes(value)])
    case .hashSet(let key, let fields):
      addInPieces("hset", key, fields.map { [.text($0.field), .bytes($0.value)] })
    case .hashSetJSON(let key, let field, let value): add("hsetjson", key, [.text(field), .bytes(value)])
    case .hashDelete(let key, let fields): addInPieces("hdel", key, fields.map { [.text($0)] })
    case .setAdd(let key, let members): addInPieces("sadd", key, members.map { [.text($0)] })
    case .setRemove(let key, let members): addInPieces("srem", key, members.map { [.text($0)] })
    case .sortedAdd(let key, let member, let score): add("zadd", key, [.integer(Int(score)), .text(member)])
    case .sortedRemove(let key, let member): add("zrem", key, [.text(member)])
    case .pushFront(let key, let value, let keep): add("lpush", key, [.bytes(value), Self.optional(keep)])
    case .pushBack(let key, let value): add("rpush", key, [.bytes(value)])
    case .removeMessages(let key, let field, let value): add("lremjson", key, [.text(field), .text(value)])
    case .delete(let key): add("delete", key, [])
    case .expire(let key, let seconds): add("expire", key, [.integer(seconds)])
    case .streamAdd(let key, let fields, let keep):
      add("xadd", key, [Self.optional(keep)] + fields.flatMap { [.text($0.name), .bytes($0.value)] })
    case .finish(let key, let entry): add("finish", key, [.text(Keys.clerk), .text(entry)])
    case .discard(let key, let entry): add("discard", key, [.text(entry)])
    case .forward(let signal, let stream, let seen, let seconds):
      let head: [RedisArgument] = [
        seen.map { .integer(place(of: $0)) } ?? "", .integer(seconds), .text(signal.digest), .text(signal.hook),
      ]
      add("forward", stream, head + Self.fields(of: signal))
    }
  }

  private mutating func addInPieces(_ name: String, _ key: String, _ groups: [[RedisArgument]]) {
    var start = 0
    while start < groups.count {
      let size = max(1, Self.longest / max(1, groups[start].count))
      let end = min(groups.count, start + size)
      add(name, key, groups[start..<end].flatMap { $0 })
      start = end
    }
  }

  private mutating func add(_ name: String, _ key: String, _ words: [RedisArgument]) {
    arguments += [.text(name), .integer(place(of: key)), .integer(words.count)]
    arguments += words
  }

  private mutating func place(of key: String) -> Int {
    if let place = places[key] { return place }
    keys.append(key)
    places[key] = keys.count
    return keys.count
  }

  private static func optional(_ number: Int?) -> RedisArgument { number.map { .integer($0) } ?? "" }

  private static func fields(of signal: Signal) -> [RedisArgument] {
    var words: [RedisArgument] = ["kind", .text(signal.kind.rawValue), "id", .text(signal.id)]
    for field in signal.fields { words += [.text(field.name), .bytes(field.value)] }
    if let body = signal.body {
      words += ["body", .body(body)]
    }
    return words
  }
}
