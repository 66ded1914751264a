import GitHub
import Synchronization

/// Everything Signalbox counts and measures, in one place.
///
/// All functions may be called from any thread and never block for longer than a few additions take.
package final class Metrics: Sendable {
  private let state = Mutex(MetricsState())

  /// A registry in which nothing has happened.
  package init() {}

  /// All values in Prometheus' text format 0.0.4.
  package func page() -> String {
    let state = state.withLock { $0 }
    var page = MetricsPage()
    state.write(to: &page)
    return page.text
  }

  /// Changes values, all in one moment for whoever reads the page.
  func update(_ change: (inout MetricsState) -> Void) {
    state.withLock { change(&$0) }
  }
}
