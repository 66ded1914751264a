import MissionCore

@testable import CommandLine

extension Surroundings {
  /// Surroundings of a test's own making, in `/project`.
  static func fake(
    _ environment: [String: String] = [:], files: [String: String] = [:], isTerminal: Bool = false
  ) -> Surroundings {
    Surroundings(
      environment: environment, workingDirectory: "/project", isOutputTerminal: isTerminal, isErrorTerminal: isTerminal,
      read: { path in files[path].map { .success(Array($0.utf8)) } ?? .failure(.missing) },
      now: { Timestamp(milliseconds: 1_776_852_000_123) })
  }
}
