/// One rule of a policy as people and stores know it: its name in `mission.toml`, its limits, and how it is stored.
package struct PolicyField: Sendable {
  /// What may be said in its place.
  package enum Value: Sendable {
    /// A whole number within bounds.
    case number(any WritableKeyPath<Policy, Int> & Sendable, ClosedRange<Int>)
    /// Yes or no.
    case flag(any WritableKeyPath<Policy, Bool> & Sendable)
    /// One of a few words; taking one says whether it is among them.
    case word(allowed: [String], current: @Sendable (Policy) -> String, take: @Sendable (String, inout Policy) -> Bool)
    /// An amount of money above zero, or none.
    case amount(any WritableKeyPath<Policy, Double?> & Sendable)
    /// Repositories, as `owner/name`.
    case repositories(any WritableKeyPath<Policy, [RepositoryName]> & Sendable)
  }

  /// Its key in `[policy]` of a `mission.toml`.
  package let name: String
  /// What may be said.
  package let value: Value
  private let stored: String
  private let isPublished: Bool

  /// - Parameter isPublished: whether the record that other tools read has it, under its name.
  private init(_ name: String, stored: String, _ value: Value, isPublished: Bool = true) {
    self.name = name
    self.stored = stored
    self.value = value
    self.isPublished = isPublished
  }

  /// Bounds that flags of the command line share.
  package static let parallelItems = 1...1000
  /// More often than every five seconds nobody may ask GitHub.
  package static let watchInterval = 5...86_400

  /// Every rule.
  package static let all: [PolicyField] = [
    .init("max_parallel_items", stored: "maxParallelItems", .number(\.maxParallelItems, parallelItems)),
    .init("reviewer_required", stored: "reviewerRequired", .flag(\.reviewerRequired)),
    .init("auto_merge", stored: "autoMerge", .flag(\.autoMerge)),
    .init("merge_method", stored: "mergeMethod", word(\.mergeMethod)),
    .init("update_branch", stored: "updateBranch", .flag(\.updateBranch)),
    .init("resolve_threads", stored: "resolveThreads", .flag(\.resolveThreads)),
    .init("watch_interval_secs", stored: "watchIntervalSeconds", .number(\.watchIntervalSeconds, watchInterval)),
    .init("complete_on", stored: "completeOn", word(\.completeOn)),
    // 0 asks a person at once.
    .init("max_fix_attempts", stored: "maxFixAttempts", .number(\.maxFixAttempts, 0...100)),
    .init("ci_reruns", stored: "ciReruns", .number(\.ciReruns, 0...10)),
    .init("no_checks_grace_secs", stored: "noChecksGraceSeconds", .number(\.noChecksGraceSeconds, 0...86_400)),
    .init("settle_secs", stored: "settleSeconds", .number(\.settleSeconds, 0...600)),
    // At most thirty days.
    .init("task_lease_secs", stored: "taskLeaseSeconds", .number(\.taskLeaseSeconds, 1...2_592_000)),
    .init("report", stored: "report", word(\.report)),
    .init("bot_stood_down", stored: "botStoodDown", word(\.botStoodDown), isPublished: false),
    .init(
      "take_within_secs", stored: "takeWithinSeconds", .number(\.takeWithinSeconds, 1...86_400), isPublished: false),
    .init("max_attempts", stored: "maxAttempts", .number(\.maxAttempts, 1...100), isPublished: false),
    .init("stall_secs", stored: "stallSeconds", .number(\.stallSeconds, 1...86_400), isPublished: false),
    .init("max_cost_usd", stored: "maxCostUSD", .amount(\.maxCostUSD)),
    .init("proof_required", stored: "proofRequired", .flag(\.proofRequired), isPublished: false),
    .init("open_pull_requests", stored: "opensPullRequests", .flag(\.opensPullRequests), isPublished: false),
    .init("max_validation_rounds", stored: "maxValidationRounds", .number(\.maxValidationRounds, 1...100)),
    .init("repositories", stored: "repositories", .repositories(\.repositories), isPublished: false),
  ]

  private static func word<Word: RawRepresentable & CaseIterable & Sendable>(
    _ path: any WritableKeyPath<Policy, Word> & Sendable
  ) -> Value where Word.RawValue == String {
    .word(
      allowed: Word.allCases.map(\.rawValue), current: { $0[keyPath: path].rawValue },
      take: { text, policy in
        guard let word = Word(rawValue: text) else { return false }
        policy[keyPath: path] = word
        return true
      })
  }
}

extension PolicyField {
  /// The key a rule is written under.
  struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Takes what is stored, if anything is.
  func read(from container: KeyedDecodingContainer<Key>, into policy: inout Policy) throws {
    let key = Key(stringValue: stored)
    guard try container.contains(key) && !container.decodeNil(forKey: key) else { return }
    switch value {
    case .number(let path, _): policy[keyPath: path] = try container.decode(Int.self, forKey: key)
    case .flag(let path): policy[keyPath: path] = try container.decode(Bool.self, forKey: key)
    case .amount(let path): policy[keyPath: path] = try container.decode(Double.self, forKey: key)
    case .repositories(let path):
      policy[keyPath: path] = try container.decode([RepositoryName].self, forKey: key)
    case .word(let allowed, _, let take):
      guard take(try container.decode(String.self, forKey: key), &policy) else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container, debugDescription: "it is none of \(allowed.joined(separator: ", "))")
      }
    }
  }

  /// Stores the rule.
  func store(_ policy: Policy, in container: inout KeyedEncodingContainer<Key>) throws {
    try write(policy, to: &container, under: Key(stringValue: stored))
  }

  /// Publishes the rule, if other tools know it.
  func publish(_ policy: Policy, in container: inout KeyedEncodingContainer<Key>) throws {
    if isPublished { try write(policy, to: &container, under: Key(stringValue: name)) }
  }

  private func write(_ policy: Policy, to container: inout KeyedEncodingContainer<Key>, under key: Key) throws {
    switch value {
    case .number(let path, _): try container.encode(policy[keyPath: path], forKey: key)
    case .flag(let path): try container.encode(policy[keyPath: path], forKey: key)
    case .amount(let path): try container.encodeIfPresent(policy[keyPath: path], forKey: key)
    case .repositories(let path): try container.encode(policy[keyPath: path], forKey: key)
    case .word(_, let current, _): try container.encode(current(policy), forKey: key)
    }
  }
}
