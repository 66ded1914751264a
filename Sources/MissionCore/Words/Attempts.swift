/// How something that may fail for a passing reason has gone lately, and when it is tried next.
package struct Attempts: Hashable, Sendable {
  /// How often in a row it failed; 1,000 at most.
  package private(set) var failures: Int
  /// Why it failed the last time; nil after a success.
  package private(set) var problem: String?
  /// When it is tried next.
  package var nextAt: Timestamp

  /// As it is kept.
  package init(failures: Int = 0, problem: String? = nil, nextAt: Timestamp) {
    self.failures = failures
    self.problem = problem
    self.nextAt = nextAt
  }

  /// It failed: it is tried again after a pause, and not before `earliest` where that is known.
  package mutating func fail(
    _ reason: String, at now: Timestamp, notBefore earliest: Timestamp? = nil, by backOff: BackOff = .gitHub
  ) {
    failures = min(failures + 1, 1_000)
    problem = reason
    let pause = now.adding(seconds: backOff.seconds(afterFailures: failures))
    nextAt = max(pause, earliest ?? pause)
  }

  /// It went well; when it is done next is another matter.
  package mutating func succeed() {
    failures = 0
    problem = nil
  }

  /// When a person is asked though it failed only twice: two minutes after the first failure, as the pauses are one and
  /// two minutes. Nil at any other count.
  var vainAt: Timestamp? { failures == 2 ? nextAt.adding(seconds: -60) : nil }

  /// Whether it has failed for so long that a person is asked: that a token expired, an address list shuts us out or an
  /// organisation wants a sign-on does not mend itself.
  func areInVain(at now: Timestamp) -> Bool { failures > 2 || vainAt.map { now >= $0 } ?? false }
}
