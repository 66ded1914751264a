import Synchronization
import Testing

@testable import MissionCore

@Suite struct ElementsTests {
  /// A value that says how often it was compared with another.
  private struct Weighed: Hashable, Sendable {
    static let comparisons = Mutex(0)
    var weight: Int

    static func == (left: Self, right: Self) -> Bool {
      comparisons.withLock { $0 += 1 }
      return left.weight == right.weight
    }
  }

  @Test("What copies share is seen to be the same without being looked into")
  func shared() {
    let before = Elements((0..<100).map { Weighed(weight: $0) }, by: \.weight)
    var after = before
    after[7]?.weight = 700
    let comparisons = Weighed.comparisons.withLock { $0 }
    let difference = after.difference(from: before)
    #expect(difference.changed == [7] && difference.removed.isEmpty)
    // The one that changed is looked into; the hundred less one are not.
    #expect(Weighed.comparisons.withLock { $0 } - comparisons <= 2)
    #expect(before[7]?.weight == 7 && after[7]?.weight == 700)
  }

  @Test("A difference names what is new, other or gone, and nothing that merely was written anew")
  func difference() {
    let before = Elements([1, 2, 3, 4], by: { $0 })
    var after = before
    after[1] = 1
    after[2] = 20
    after[3] = nil
    after[5] = 5
    #expect(after.difference(from: before) == ([2, 5], [3]))
    #expect(before.difference(from: before) == ([], []))
    #expect(after.difference(from: Elements()) == ([1, 2, 4, 5], []))
  }

  @Test("Elements that hold the same are the same, however they came to be")
  func same() {
    var one = Elements([1, 2], by: { $0 })
    let other = Elements([2, 1], by: { $0 })
    #expect(one == other && one.hashValue == other.hashValue)
    #expect(one.mapValues { $0 } == one)
    #expect(Array(one.values).sorted() == [1, 2] && one.keys.sorted() == [1, 2] && one.count == 2)
    one.keep([2])
    #expect(one != other && one[1] == nil && one[2] == 2)
    #expect(Elements([(1, "a"), (1, "b")].map(Pair.init), by: \.key)[1]?.text == "a")
  }

  private struct Pair: Hashable { let key: Int, text: String }
}
