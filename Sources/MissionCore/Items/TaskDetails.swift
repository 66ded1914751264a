/// What an item has that was planned by hand or by a lead agent: its number and its place in the plan.
package struct TaskDetails: Hashable, Sendable, Codable {
  /// What a remediation mends: there is one for each assertion and round.
  package struct Remediation: Hashable, Sendable, Codable {
    /// The assertion that failed.
    package let assertion: AssertionID
    /// The round it failed in.
    package let round: Int
  }

  /// Its number in the mission, from 1, given once.
  package let number: Int
  /// What an agent should be good at, any of; lower case.
  package internal(set) var specialties: [String] = []
  /// The goal it serves, by the goal's text.
  package internal(set) var goal: String?
  /// The assertions it makes true.
  package internal(set) var fulfills: [AssertionID] = []
  /// What is to be done, untrusted text.
  package internal(set) var text = ""
  /// When it counts as done, untrusted text.
  package internal(set) var acceptance = ""
  /// What showed that it is done.
  package internal(set) var proof: String?
  /// What others should know of it.
  package internal(set) var summary: String?
  /// What it mends; nil for everything that was planned.
  package internal(set) var remediates: Remediation?
  /// Whether its milestone does not wait for it: somebody came upon it, and nobody has made it part of the plan.
  package internal(set) var isOutsideGate = false

  init(number: Int) { self.number = number }

  /// The number as people write it: three digits or more.
  package var name: String { Self.name(number) }

  /// A number as people write it: three digits or more.
  package static func name(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
  }
}
