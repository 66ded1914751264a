import CommandLine
import GitHub
import MissionCore
import Views

/// How the latest deliveries of a hook fared: up to a hundred attempts of the last three days.
struct DeliveryTally: Encodable, Sendable, Equatable {
  /// How many attempts.
  let attempts: Int
  /// How many of them we acknowledged.
  let acknowledged: Int
  /// How often each status was answered; 0 is no answer.
  let statuses: [String: Int]
  /// Deliveries of which no attempt was acknowledged, newest first, at most ten.
  let failed: [AttemptDocument]
  /// Whether the latest attempt was acknowledged; nil without any.
  let latestIsAcknowledged: Bool?
  /// What to do about the latest one, if it failed.
  let remedy: String?

  private enum CodingKeys: String, CodingKey {
    case attempts, acknowledged, statuses, failed, remedy
    case latestIsAcknowledged = "latest_is_acknowledged"
  }

  /// The tally of a log, newest first.
  init(_ log: [HookDelivery]) {
    attempts = log.count
    acknowledged = log.count(where: \.wasAcknowledged)
    statuses = log.reduce(into: [:]) { $0[String($1.statusCode ?? 0), default: 0] += 1 }
    failed = log.unacknowledged.prefix(10).map { AttemptDocument($0) }
    latestIsAcknowledged = log.first?.wasAcknowledged
    remedy = log.first.flatMap { $0.wasAcknowledged ? nil : $0.remedy }
  }

  /// The tally for people.
  func lines(_ paint: Paint) -> [String] {
    guard attempts > 0 else { return ["   📨 no deliveries in three days"] }
    let words = statuses.sorted { $0.key < $1.key }.map { "\($0.key == "0" ? "no answer" : $0.key): \($0.value)" }
    var lines = ["   📨 latest \("attempt".counted(attempts)): \(words.joined(separator: ", "))"]
    lines += failed.map { failed in
      "      \(paint.bad(failed.status)) \(failed.event)\(failed.action.map { ".\($0)" } ?? "") \(failed.delivery)"
    }
    if let remedy { lines.append("      \(remedy)") }
    return lines
  }
}

extension [HookDelivery] {
  /// The newest attempt of each delivery of which none was acknowledged.
  var unacknowledged: [HookDelivery] {
    let good = Set(filter(\.wasAcknowledged).map(\.guid))
    var seen: Set<String> = []
    return filter { !good.contains($0.guid) && seen.insert($0.guid).inserted }
  }
}
