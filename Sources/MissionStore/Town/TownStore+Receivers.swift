package import MissionCore
import Redis

extension TownStore {
  /// How long a receiver counts as there after its last word, in seconds.
  package static let receiverSeconds = 15

  /// A receiver says that it is there and which secrets it takes, and adds what it has noticed since it last did.
  ///
  /// - Parameters:
  ///   - taking: the fingerprints of its secrets.
  ///   - uses: how often a secret was used since, and when last.
  ///   - hooks: when a hook last delivered.
  package func noteReceiver(
    _ name: String, taking: [String], uses: [String: (count: Int, last: Timestamp)], hooks: [String: Timestamp]
  ) async throws(StoreError) {
    let now = now()
    let end = now.adding(seconds: Self.receiverSeconds).milliseconds
    let secrets = RedisArgument.text(keys.secretUses)
    var commands: [[RedisArgument]] = [
      ["HSET", .text(keys.receivers), .text(name), .text("\(end) \(taking.joined(separator: " "))")]
    ]
    for secret in taking {
      commands.append(["HSETNX", secrets, .text("\(secret) first"), .integer(Int(now.milliseconds))])
    }
    for (secret, use) in uses.sorted(by: { $0.key < $1.key }) {
      commands.append(["HINCRBY", secrets, .text("\(secret) count"), .integer(use.count)])
      commands.append(["HSET", secrets, .text("\(secret) last"), .integer(Int(use.last.milliseconds))])
    }
    for (hook, time) in hooks.sorted(by: { $0.key < $1.key }) {
      commands.append(["HSET", .text(keys.seenHooks), .text(hook), .integer(Int(time.milliseconds))])
    }
    try await ask(commands)
  }

  /// A receiver has stopped in order.
  package func forgetReceiver(_ name: String) async throws(StoreError) {
    try await send(["HDEL", .text(keys.receivers), .text(name)])
  }

  /// The receivers that are there, with the fingerprints of the secrets each takes.
  package func receivers() async throws(StoreError) -> [String: Set<String>] {
    let now = now()
    let fields = try await read(["HGETALL", .text(keys.receivers)]).textFields() ?? [:]
    return fields.compactMapValues { text in
      let words = text.split(separator: " ")
      guard let end = words.first.flatMap({ Int64($0) }), end > now.milliseconds else { return nil }
      return Set(words.dropFirst().map(String.init))
    }
  }

  /// How the secrets have been used, by fingerprint.
  package func secretUses() async throws(StoreError) -> [String: SecretUse] {
    var uses: [String: SecretUse] = [:]
    for (field, text) in try await read(["HGETALL", .text(keys.secretUses)]).textFields() ?? [:] {
      let words = field.split(separator: " ")
      guard words.count == 2, let number = Int64(text) else { continue }
      let secret = String(words[0])
      switch words[1] {
      case "count": uses[secret, default: SecretUse()].count = Int(clamping: number)
      case "first": uses[secret, default: SecretUse()].firstTaken = Timestamp(milliseconds: number)
      case "last": uses[secret, default: SecretUse()].lastUsed = Timestamp(milliseconds: number)
      default: break
      }
    }
    return uses
  }

  /// Forgets a secret that nobody takes any more.
  package func forgetSecret(_ fingerprint: String) async throws(StoreError) {
    let fields = ["count", "first", "last"].map { RedisArgument.text("\(fingerprint) \($0)") }
    try await send(["HDEL", .text(keys.secretUses)] + fields)
  }

  /// The hooks that have delivered here, and when they last did.
  package func seenHooks() async throws(StoreError) -> [Int64: Timestamp] {
    let fields = try await read(["HGETALL", .text(keys.seenHooks)]).textFields() ?? [:]
    return fields.reduce(into: [:]) { hooks, field in
      guard let id = Int64(field.key), let time = Int64(field.value) else { return }
      hooks[id] = Timestamp(milliseconds: time)
    }
  }
}
