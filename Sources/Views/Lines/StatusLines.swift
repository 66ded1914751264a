package import CommandLine
package import MissionCore
import MissionStore

/// `signalbox status` as lines for people, fitted to a terminal's width.
package struct StatusLines {
  /// What is shown.
  package let status: StatusDocument
  /// By when ages are reckoned.
  package let now: Timestamp
  /// How words are coloured, if they are.
  package let paint: Paint
  /// Columns of the terminal.
  package var width = 80

  /// One with its parts.
  package init(status: StatusDocument, now: Timestamp, paint: Paint, width: Int = 80) {
    self.status = status
    self.now = now
    self.paint = paint
    self.width = width
  }

  /// What stands where nothing serves the town, above everything else.
  package static func banner(_ paint: Paint) -> String {
    paint.bad("🛑 Nothing serves this town: nothing moves until 'signalbox serve' runs.")
  }

  /// All of it: what it stands on first, then what needs a person, what is stuck, what moves, what is done.
  package var lines: [String] {
    let head = (status.service.alive ? [] : [Self.banner(paint)]) + foundations
    return head.map { $0.cut(columns: width) } + needs.fitted(columns: width)
      + (section("🧱 Stuck", status.stuck) + section("🚀 Moving", status.moving)
      + ["✅ Done: \("item".counted(status.done.count))"]).map { $0.cut(columns: width) }
  }

  private var foundations: [String] {
    let service = status.service
    var rows = [
      [
        "Service",
        service.alive
          ? "up \(since(service.since)), version \(service.version ?? "unknown"), \(service.holder ?? "")"
          : "down",
      ],
      [
        "Redis",
        "\(status.redis.version), "
          + (status.redis.durable
            ? "durable (appendfsync \(status.redis.appendfsync ?? "unknown"))" : paint.bad("not durable"))
          + (status.redis.problem.map { ", \(paint.bad($0))" } ?? ""),
      ],
    ]
    let refused = status.github.refusedSince.map { text in
      paint.bad("; \(status.github.status == 401 ? "token refused" : "no answer") for \(since(text))")
    }
    let answered =
      ago(status.github.lastAnswer).map { "last answer \($0)" } ?? (refused == nil ? "not asked yet" : "no answer yet")
    rows.append(["GitHub", answered + (refused ?? "")])
    rows.append([
      "Webhooks",
      (ago(status.webhooks.last).map { "last \($0)" } ?? "none came yet")
        + ", \(status.webhooks.refused) refused, \(status.webhooks.missed) missed",
    ])
    return Columns.lines(rows)
  }

  private var needs: [String] {
    guard !status.needsYou.isEmpty else { return ["🆘 Needs you: nothing"] }
    return ["🆘 Needs you: \(status.needsYou.count)"]
      + status.needsYou.flatMap { need in
        let mission = need.mission.map { "\(Names.short($0)): " } ?? ""
        return ["   \(mission)\(paint.bad(need.reason.printable(limit: 300)))"]
          + (need.remedy.isEmpty ? [] : ["      └─ \(need.remedy.printable(limit: 300))"])
      }
  }

  /// Items with the same cause stand together under it.
  private func section(_ title: String, _ items: [StatusDocument.Item]) -> [String] {
    guard !items.isEmpty else { return [] }
    var causes: [String] = []
    let groups = Dictionary(grouping: items, by: \.why)
    for item in items where !causes.contains(item.why) { causes.append(item.why) }
    return ["\(title): \("item".counted(items.count))"]
      + causes.flatMap { cause in
        Columns.lines((groups[cause] ?? []).map(row)) + ["      └─ \(paint.waiting(cause.printable(limit: 300)))"]
      }
  }

  private func row(_ item: StatusDocument.Item) -> [String] {
    [
      item.name.cut(columns: max(20, width - 44)), Words.span(item.age), item.pullRequests.joined(separator: ","),
      item.attempt > 1 ? "attempt \(item.attempt)" : "", (item.agent ?? "").printable(limit: 20),
      item.usage?.costUSD.map(RunUsage.dollars) ?? "",
    ]
  }

  /// How long ago something was; nil where it has never been.
  private func ago(_ text: String?) -> String? {
    guard let text, let time = Timestamp(rfc3339: text) else { return nil }
    return Words.ago(time, at: now)
  }

  private func since(_ text: String?) -> String {
    guard let text, let time = Timestamp(rfc3339: text) else { return "a while" }
    return Words.span(max(0, now.seconds(since: time)))
  }
}
