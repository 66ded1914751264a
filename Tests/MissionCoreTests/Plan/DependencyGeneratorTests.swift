import MissionCore
import TestSupport
import Testing

/// Bodies put together at random from parts that each carry their meaning; the oracle is the sum of the parts.
@Suite struct DependencyGeneratorTests {
  /// What a paragraph says, and which issues it makes the body wait for.
  struct Part {
    var text: String
    var waitsFor: [Int]
  }

  private static let markers = [
    "Depends on", "depends on:", "**Depends on:**", "Blocked by", "BLOCKED BY:", "DEPENDS_ON", "Depends-On:",
    "Requires",
    "requires:", "- Depends on", "> x\n\nBlocked by:", "## Blocked by", "Depends on：", "After", "It depends on",
    "This is blocked by",
  ]
  private static let nouns = [
    "", "", "", "issue ", "issues ", "PR ", "both ", "all of ", "pull request ", "**", "the merge of ",
  ]
  private static let joints = [", ", ",", " and ", " & ", " + ", "/", "; ", " and also ", "、", ", and ", ",\n"]
  private static let remarks = ["", "", "", " (why)", " (see the doc, #99)", " (a (b) c)", "（理由）"]
  private static let ends = ["", ".", " ", "  ", "\n"]
  private static let refusals = [
    "~~Depends on {}~~", "<del>Blocked by {}</del>", "Was blocked by {}", "Previously blocked by {}; that landed",
    "Not currently blocked by {}", "used to depend on {}", "doesn't strictly depend on {}",
    "Neither requires {} nor #98",
    "Login is broken after {} was merged", "The flake started after {}", "Reverted after {} caused trouble", "See {}",
    "`depends on {}`", "> Depends on {}", "<!-- Depends on {} -->", "```\nDepends on {}\n```", "#97 depends on {}",
    "Does this depend on {}?", "If it depends on {}, tell us", "Closes {}", "It is no longer blocked by {}",
    "Text without a number.",
  ]

  /// A paragraph at random; numbers up to 90 are those of issues, 97 to 99 mean nothing.
  static func part(_ chance: inout SplitMix64) -> Part {
    let number = Int.random(in: 1...90, using: &chance)
    guard Int.random(in: 0..<3, using: &chance) > 0 else {
      let text = refusals.randomElement(using: &chance)!.replacing("{}", with: written(number, &chance))
      return Part(text: text, waitsFor: [])
    }
    var text = markers.randomElement(using: &chance)! + " "
    var numbers: [Int] = []
    for place in 0..<Int.random(in: 1...4, using: &chance) {
      let next = (number + place * 7) % 90 + 1
      if place > 0 { text += joints.randomElement(using: &chance)! }
      let noun = nouns.randomElement(using: &chance)!
      text += noun + written(next, &chance) + (noun == "**" ? "**" : "") + remarks.randomElement(using: &chance)!
      numbers.append(next)
    }
    return Part(text: text + ends.randomElement(using: &chance)!, waitsFor: numbers)
  }

  private static func written(_ number: Int, _ chance: inout SplitMix64) -> String {
    switch Int.random(in: 0..<8, using: &chance) {
    case 0: "acme/shop#\(number)"
    case 1: "[#\(number)](https://github.com/acme/shop/issues/\(number))"
    case 2: "<https://github.com/acme/shop/pull/\(number)>"
    case 3: "GH-\(number)"
    default: "#\(number)"
    }
  }

  @Test("No composed body makes another edge than its parts say, and each edge names a line that shows it")
  func composes() {
    // Four bodies for each life: 2,000 by default, 40,000 before a release.
    for seed in 0..<UInt64(Lives.count * 4) {
      var chance = SplitMix64(seed: seed)
      let parts = (0..<Int.random(in: 1...5, using: &chance)).map { _ in Self.part(&chance) }
      let body = parts.map(\.text).joined(separator: "\n\n")
      var known = Set<Int>()
      let expected = parts.flatMap(\.waitsFor).filter { known.insert($0).inserted }
      let reading = IssueText.readDependencies(in: body, repository: shop)
      guard reading.references.map(\.issue.number) == expected else {
        Issue.record(
          "seed \(seed): \(body.debugDescription) gave \(reading.references.map(\.issue.number)), not \(expected)")
        return
      }
      let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
      for reference in reading.references {
        #expect(lines[reference.line - 1].contains("\(reference.issue.number)"), "seed \(seed): line \(reference.line)")
      }
    }
  }

  @Test("No text whatever makes an edge without naming a line that holds its number")
  func namesItsLine() {
    let pieces = [
      "depends on", "after", "blocked by", "#3", "#12", "GH-4", "(", ")", "[", "](", "~~", "`", "<br>", "<li>", "|",
      "---", "\n",
      "\n\n", "- ", "> ", ",", ":", " ", "and", "not", "<!--", "-->", "https://github.com/acme/shop/pull/5", "é",
      "</a>",
      "<a href=https://github.com/acme/shop/issues/6>", "```", "requires", "x", ".", "\r\n", "\u{2028}", "-",
    ]
    for seed in 0..<UInt64(Lives.count * 4) {
      var chance = SplitMix64(seed: seed)
      let body = (0..<30).map { _ in pieces.randomElement(using: &chance)! }.joined(
        separator: Bool.random(using: &chance) ? " " : "")
      let lines = body.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
      for reference in IssueText.readDependencies(in: body, repository: shop).references {
        let line = lines[min(reference.line, lines.count) - 1]
        // A range says the numbers between its ends by its ends.
        let isShown = line.contains("\(reference.issue.number)") || line.contains("-")
        #expect(isShown, "seed \(seed): \(reference) in \(body.debugDescription)")
      }
    }
  }
}
