import MissionCore
import TestSupport
import Testing

@testable import GitHub

@Suite struct DeliveryAuditTests {
  private static let now = ManualClock.start
  private static let start = now.adding(seconds: -86_400)
  private static let app = HookReference.app

  private static func delivery(
    _ guid: String, ago seconds: Int?, id: Int64 = 1, code: Int? = 502, event: String = "issues",
    action: String? = "opened"
  ) -> HookDelivery {
    HookDelivery(
      id: id, guid: guid, deliveredAt: seconds.map { now.adding(seconds: -$0) },
      status: code == 202 ? "OK" : "failed to connect", statusCode: code, event: event, action: action)
  }

  private static func listing(
    _ deliveries: [HookDelivery], hook: HookReference = app, isComplete: Bool = true
  ) -> DeliveryListing {
    DeliveryListing(hook: hook, deliveries: deliveries, isComplete: isComplete)
  }

  private var audit = DeliveryAudit(start: DeliveryAuditTests.start)

  @Test("What we hold is healed, however its attempts ended")
  mutating func heals() {
    let listing = Self.listing([Self.delivery("a", ago: 100, code: 502), Self.delivery("b", ago: 200, code: 0)])
    let findings = audit.examine([listing], held: ["a", "b"], at: Self.now)
    #expect(findings.held == 2)
    #expect(findings.missing == 0)
    #expect(audit.watermarks[Self.app] == Self.now.adding(seconds: -100))
  }

  @Test("What we do not hold is fetched, also if we once acknowledged it")
  mutating func fetches() {
    let failed = Self.delivery("a", ago: 100, id: 7)
    let acknowledged = Self.delivery("b", ago: 200, id: 8, code: 202)
    let findings = audit.examine([Self.listing([failed, acknowledged])], held: [], at: Self.now)
    #expect(findings.fetch.map(\.delivery) == [acknowledged, failed])
    #expect(findings.acknowledgedButMissing == 1)
  }

  @Test("Several hooks and attempts with one GUID are one event")
  mutating func countsOnce() throws {
    let repository = HookReference.repository(try #require(RepositoryName("octo/hello")), hook: 12)
    let first = Self.delivery("A-B", ago: 300, id: 1)
    let again = Self.delivery("a-b", ago: 200, id: 2)
    let other = Self.delivery("a-b", ago: 250, id: 3)
    let listings = [Self.listing([again, first, first]), Self.listing([other], hook: repository)]
    let findings = audit.examine(listings, held: [], at: Self.now)
    #expect(findings.fetch == [DeliveryAttempt(hook: Self.app, delivery: again)])
    #expect(findings.missing == 1)
    #expect(audit.examine(listings, held: ["a-b"], at: Self.now).held == 1)
  }

  @Test(
    "What nothing here uses is not missed, and what cannot be told is",
    arguments: [
      ("ping", nil, false), ("star", "created", false), ("issues", "pinned", false), ("issues", "opened", true),
      ("issues", nil, true), ("push", nil, true), ("", nil, true), ("status", nil, true),
    ] as [(String, String?, Bool)])
  mutating func ignoresUnused(event: String, action: String?, isMissed: Bool) {
    let delivery = Self.delivery("a", ago: 100, code: 200, event: event, action: action)
    let findings = audit.examine([Self.listing([delivery])], held: [], at: Self.now)
    #expect(findings.missing == (isMissed ? 1 : 0))
    #expect(findings.unused == (isMissed ? 0 : 1))
  }

  @Test("The young are not missed yet, and hold the watermark")
  mutating func waitsForTheYoung() {
    let listing = Self.listing([Self.delivery("a", ago: 29), Self.delivery("b", ago: 31)])
    let findings = audit.examine([listing], held: ["b"], at: Self.now)
    #expect(findings.young == 1)
    #expect(findings.missing == 0)
    #expect(audit.watermarks[Self.app]?.milliseconds == Self.now.adding(seconds: -29).milliseconds - 1)
  }

  @Test("Over a log that is read part by part the watermark moves with the last part, and before what any part misses")
  mutating func coversParts() {
    let (second, third) = (PageCursor(url: "2"), PageCursor(url: "3"))
    func listing(_ guid: String, ago: Int, _ start: PageCursor?, _ next: PageCursor?) -> DeliveryListing {
      DeliveryListing(
        hook: Self.app, deliveries: [Self.delivery(guid, ago: ago)], isComplete: next == nil, start: start, next: next)
    }
    let last = listing("c", ago: 300, third, nil)
    // The last part alone says nothing about the others.
    _ = audit.examine([last], held: ["c"], at: Self.now)
    #expect(audit.watermarks[Self.app] == nil)
    _ = audit.examine([listing("a", ago: 100, nil, second)], held: ["a"], at: Self.now)
    _ = audit.examine([listing("b", ago: 200, second, third)], held: [], at: Self.now)
    #expect(audit.watermarks[Self.app] == nil)
    _ = audit.examine([last], held: ["c"], at: Self.now)
    #expect(audit.watermarks[Self.app]?.milliseconds == Self.now.adding(seconds: -200).milliseconds - 1)
    // Looked at once more after it was healed.
    _ = audit.examine([listing("b", ago: 200, second, third)], held: ["b"], at: Self.now)
    _ = audit.examine([last], held: ["c"], at: Self.now)
    #expect(audit.watermarks[Self.app] == Self.now.adding(seconds: -100))
  }

  @Test("The watermark stays before whatever is missing, and stays where it is over a listing that was cut")
  mutating func keepsWatermark() {
    let deliveries = [
      Self.delivery("a", ago: 100), Self.delivery("b", ago: 200), Self.delivery("c", ago: 300),
    ]
    _ = audit.examine([Self.listing(deliveries, isComplete: false)], held: ["a", "b", "c"], at: Self.now)
    #expect(audit.watermarks[Self.app] == nil)
    _ = audit.examine([Self.listing(deliveries)], held: ["a", "c"], at: Self.now)
    #expect(audit.watermarks[Self.app]?.milliseconds == Self.now.adding(seconds: -200).milliseconds - 1)
    _ = audit.examine([Self.listing(deliveries)], held: ["a", "b", "c"], at: Self.now)
    #expect(audit.watermarks[Self.app] == Self.now.adding(seconds: -100))
    // It never goes back, and an empty log says nothing.
    _ = audit.examine([Self.listing([Self.delivery("d", ago: 5_000)])], held: ["d"], at: Self.now)
    _ = audit.examine([Self.listing([])], held: [], at: Self.now)
    #expect(audit.watermarks[Self.app] == Self.now.adding(seconds: -100))
  }

  @Test("Each hook has its own watermark")
  mutating func separatesHooks() {
    let other = HookReference.organization("octo", hook: 5)
    let listings = [
      Self.listing([Self.delivery("a", ago: 100)]),
      Self.listing([Self.delivery("b", ago: 50)], hook: other, isComplete: false),
    ]
    _ = audit.examine(listings, held: ["a", "b"], at: Self.now)
    #expect(Array(audit.watermarks.keys) == [Self.app])
  }

  @Test("The log is read again from before the watermark, but no further back than GitHub redelivers")
  func saysSince() {
    #expect(audit.since(Self.app, at: Self.now) == Self.start.adding(seconds: -600))
    #expect(audit.since(Self.app, at: Self.now.adding(seconds: 30 * 86_400)) == Self.now.adding(seconds: 27 * 86_400))
    let kept = DeliveryAudit(start: Self.start, watermarks: [Self.app: Self.now])
    #expect(kept.since(Self.app, at: Self.now) == Self.now.adding(seconds: -600))
    #expect(kept.since(.organization("octo", hook: 5), at: Self.now) == Self.start.adding(seconds: -600))
  }

  @Test("What cannot be fetched is asked for once, waited for, and then given up once")
  mutating func escalates() {
    let listing = Self.listing([Self.delivery("a", ago: 100, id: 7)])
    var now = Self.now
    #expect(audit.examine([listing], held: [], at: now).fetch.count == 1)
    audit.couldNotFetch("A", at: now)
    let second = audit.examine([listing], held: [], at: now)
    #expect(second.fetch.isEmpty)
    #expect(second.redeliver.map(\.delivery.id) == [7])
    audit.askedForRedelivery("A", at: now)
    // The failed fetch of another round does not start it all over.
    audit.couldNotFetch("a", at: now)
    #expect(audit.examine([listing], held: [], at: now.adding(seconds: 900)).awaited == 1)
    #expect(audit.watermarks[Self.app] == Self.now.adding(seconds: -100).adding(milliseconds: -1))

    now = now.adding(seconds: 901)
    #expect(audit.examine([listing], held: [], at: now).lost.count == 1)
    #expect(audit.watermarks[Self.app] == Self.now.adding(seconds: -100))
    let later = audit.examine([listing], held: [], at: now)
    #expect(later.lost.isEmpty)
    #expect(later.lostBefore == 1)
    // If it comes after all, all is well.
    #expect(audit.examine([listing], held: ["a"], at: now).missing == 0)
    #expect(audit.examine([listing], held: [], at: now).fetch.count == 1)
  }

  @Test("What GitHub does not redeliver any more is given up when it cannot be fetched")
  mutating func knowsTheWindow() {
    let listing = Self.listing([Self.delivery("a", ago: 3 * 86_400 + 1)])
    #expect(audit.examine([listing], held: [], at: Self.now).fetch.count == 1)
    audit.couldNotFetch("a", at: Self.now)
    let findings = audit.examine([listing], held: [], at: Self.now)
    #expect(findings.redeliver.isEmpty)
    #expect(findings.lost.count == 1)
  }

  @Test("A round takes on a bounded number, the oldest first, and the watermark waits for the rest")
  mutating func isBounded() {
    let deliveries = (1...250).map { Self.delivery("g\($0)", ago: $0 * 10 + 100, id: Int64($0)) }
    let first = audit.examine([Self.listing(deliveries)], held: [], at: Self.now)
    #expect(first.fetch.map(\.delivery.guid) == (151...250).reversed().map { "g\($0)" })
    #expect(first.postponed == 150)
    let held = Set(first.fetch.map(\.delivery.guid))
    let second = audit.examine([Self.listing(deliveries)], held: held, at: Self.now)
    #expect(second.fetch.first?.delivery.guid == "g150")
    #expect(audit.watermarks[Self.app] == Self.now.adding(seconds: -1_600).adding(milliseconds: -1))
  }

  @Test("An attempt without a time is healed like the others, and holds the watermark while it is missing")
  mutating func toleratesMissingTimes() {
    let listing = Self.listing([Self.delivery("a", ago: nil, code: nil), Self.delivery("b", ago: 100)])
    #expect(audit.examine([listing], held: ["b"], at: Self.now).fetch.count == 1)
    #expect(audit.watermarks[Self.app] == nil)
    _ = audit.examine([listing], held: ["a", "b"], at: Self.now)
    #expect(audit.watermarks[Self.app] == Self.now.adding(seconds: -100))
  }

  @Test("Times at either end of time make no trap", arguments: [Int64.min, Int64.max])
  mutating func survivesAnyTime(milliseconds: Int64) {
    let time = Timestamp(milliseconds: milliseconds)
    let delivery = HookDelivery(id: .max, guid: "a", deliveredAt: time, event: "push")
    _ = audit.examine([Self.listing([delivery])], held: [], at: time)
    _ = audit.examine([Self.listing([delivery])], held: [], at: Self.now)
    _ = audit.since(Self.app, at: time)
  }
}
