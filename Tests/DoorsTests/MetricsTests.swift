import GitHub
import MissionCore
import TestSupport
import Testing

@testable import Doors

@Suite("Metrics are Prometheus text")
struct MetricsTests {
  @Test("Every outcome is on the page from the start, so that a rate over it exists")
  func showsEveryOutcome() {
    let page = Metrics().page()
    for outcome in WebhookOutcome.allCases {
      #expect(page.contains("{outcome=\"\(outcome.rawValue)\",status=\"\(outcome.status)\"} 0\n"))
    }
  }

  @Test("Outcomes have different names of letters and underscores")
  func namesOutcomes() {
    #expect(Set(WebhookOutcome.allCases.map(\.rawValue)).count == WebhookOutcome.allCases.count)
    for outcome in WebhookOutcome.allCases {
      #expect(outcome.rawValue.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" })
    }
  }

  @Test("Every line is a comment or a sample, every sample belongs to the type above it, and no metric comes twice")
  func isWellFormed() {
    let metrics = Metrics()
    metrics.signatureHeld(secret: 1)
    metrics.webhookIgnored(event: "star")
    metrics.signalHandled(kind: "delivery", .applied, age: .milliseconds(20))
    metrics.called(status: 200)
    metrics.called(status: nil)
    metrics.build(version: "1.2.3")
    var census = TownCensus()
    census.missions = ["running": 1]
    census.workItems = ["blocked": 3]
    census.helpRequests = ["no_agent": 2]
    metrics.town(census)
    metrics.stream(entries: 3, lag: .milliseconds(1500), deadLetters: 1)
    var names: Set<String> = []
    var current = ""
    for line in metrics.page().split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      let words = line.split(separator: " ", maxSplits: 3)
      if line.hasPrefix("# HELP ") {
        #expect(names.insert(String(words[2])).inserted, "\(line)")
      } else if line.hasPrefix("# TYPE ") {
        current = String(words[2])
        #expect(["counter", "gauge", "histogram"].contains(words[3]), "\(line)")
      } else {
        #expect(line.hasPrefix(current), "\(line)")
        #expect(Double(line[(line.lastIndex(of: " ") ?? line.startIndex)...].dropFirst()) != nil, "\(line)")
      }
    }
    #expect(names.allSatisfy { $0.hasPrefix("signalbox_") })
    #expect(metrics.page().contains("signalbox_clerk_lag_seconds 1.5\n"))
    #expect(metrics.page().contains("signalbox_help_requests{cause=\"no_agent\"} 2\n"))
    #expect(metrics.page().contains("signalbox_build_info{version=\"1.2.3\"} 1\n"))
    #expect(metrics.page().contains("signalbox_github_calls_total{code=\"0\"} 1\n"))
  }

  @Test("The uses of a secret stay with it when the file's order changes, and of one that is gone they stay too")
  func secretMatches() {
    let metrics = Metrics()
    metrics.secretsTaken(["old", "new"])
    for place in [0, 0, 0, 1] { metrics.signatureHeld(secret: place) }
    metrics.secretsTaken(["new"])
    metrics.signatureHeld(secret: 0)
    #expect(uses(metrics) == ["new": "2", "old": "3"])
    metrics.secretsTaken(["newer", "new", "old"])
    metrics.signatureHeld(secret: 1)
    #expect(uses(metrics) == ["new": "3", "newer": "0", "old": "3"])
  }

  private func uses(_ metrics: Metrics) -> [String: String] {
    let name = "signalbox_webhook_secret_matches_total{secret="
    let samples = metrics.page().split(separator: "\n").filter { $0.hasPrefix(name) }.map { $0.dropFirst(name.count) }
    return samples.reduce(into: [:]) { uses, sample in
      let words = sample.split(separator: "} ")
      uses[String(words[0].filter { $0 != "\"" })] = String(words[1])
    }
  }

  @Test("A histogram's buckets add up, and its bounds belong to the bucket below")
  func addsUpBuckets() {
    var histogram = Histogram("h", "help", bounds: [0.1, 1])
    for milliseconds in [50, 100, 101, 1000, 5000] { histogram.observe(.milliseconds(milliseconds)) }
    var page = MetricsPage()
    histogram.write(to: &page)
    #expect(
      page.text == """
        # HELP h help
        # TYPE h histogram
        h_bucket{le="0.1"} 2
        h_bucket{le="1"} 4
        h_bucket{le="+Inf"} 5
        h_sum 6.251
        h_count 5

        """)
  }

  @Test("What would break a line is escaped")
  func escapes() {
    var page = MetricsPage()
    page.begin("m", "gauge", "a\\b\n\"c\"")
    page.sample("m", [("l", "a\\b\n\"c\"")], .infinity)
    #expect(page.text == "# HELP m a\\\\b\\n\"c\"\n# TYPE m gauge\nm{l=\"a\\\\b\\n\\\"c\\\"\"} +Inf\n")
  }

  @Test("A state that has no more members goes back to zero")
  func resetsWhatIsGone() {
    let metrics = Metrics()
    var census = TownCensus()
    census.watches = ["active": 2, "done": 1]
    metrics.town(census)
    census.watches = ["done": 3]
    metrics.town(census)
    #expect(metrics.page().contains("signalbox_watches{status=\"active\"} 0\nsignalbox_watches{status=\"done\"} 3\n"))
  }
}
