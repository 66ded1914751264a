/// Which work fulfils which claim of a contract.
package struct Coverage: Hashable, Sendable {
  /// One claim with the numbers of the items that fulfil it.
  package struct Entry: Hashable, Sendable {
    /// The claim's name.
    package let id: AssertionID
    /// The items' numbers, ascending.
    package let numbers: [Int]
  }

  /// A name that an item fulfils and that no contract knows.
  package struct Stray: Hashable, Sendable {
    /// The item's number.
    package let number: Int
    /// The name.
    package let id: AssertionID
  }

  /// Every claim in the order of the contract.
  package let entries: [Entry]
  /// What is fulfilled without being claimed, by item.
  package let strays: [Stray]

  /// The coverage of claims by items, each item given as its number and what it fulfils.
  package init(of claims: [Claim], by items: [(number: Int, fulfills: [AssertionID])]) {
    let known = Set(claims.map(\.id))
    var numbers: [AssertionID: [Int]] = [:]
    var strays: [Stray] = []
    for item in items.sorted(by: { $0.number < $1.number }) {
      for id in item.fulfills {
        if known.contains(id) {
          numbers[id, default: []].append(item.number)
        } else {
          strays.append(Stray(number: item.number, id: id))
        }
      }
    }
    entries = claims.map { Entry(id: $0.id, numbers: numbers[$0.id] ?? []) }
    self.strays = strays
  }

  /// How many claims are fulfilled by at least one item.
  package var covered: Int { entries.count { !$0.numbers.isEmpty } }

  /// The claims that nothing fulfils.
  package var gaps: [AssertionID] { entries.filter(\.numbers.isEmpty).map(\.id) }

  /// Whether every claim is fulfilled and nothing else is.
  package var isComplete: Bool { gaps.isEmpty && strays.isEmpty }

  /// The report as people read it.
  package var lines: [String] {
    var lines = ["Validation Coverage Report", String(repeating: "─", count: 26)]
    for entry in entries {
      let names = entry.numbers.map(TaskDetails.name).joined(separator: ", ")
      lines.append(names.isEmpty ? "\(entry.id) ✗ Not covered" : "\(entry.id) ✓ Covered by: \(names)")
    }
    for stray in strays {
      lines.append("\(stray.id) ✗ Unknown: fulfilled by \(TaskDetails.name(stray.number)), not in the contract")
    }
    // Of nothing there is no share: a contract that claims nothing yet is not covered.
    let share = entries.isEmpty ? "none yet" : "\(covered * 100 / entries.count)%"
    return lines + ["Coverage: \(covered)/\(entries.count) assertions covered (\(share))"]
  }
}
