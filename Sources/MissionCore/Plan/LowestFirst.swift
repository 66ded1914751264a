/// Numbers of which the lowest comes out first: a binary heap.
struct LowestFirst {
  private var heap: [Int] = []

  /// Puts a number in, in logarithmic time.
  mutating func insert(_ number: Int) {
    heap.append(number)
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Takes the lowest number out, in logarithmic time; nil when there is none.
  mutating func removeLowest() -> Int? {
    guard let lowest = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return lowest }
    heap[0] = last
    var parent = 0
    while let child = [2 * parent + 1, 2 * parent + 2].filter({ $0 < heap.count }).min(by: { heap[$0] < heap[$1] }),
      heap[child] < heap[parent]
    {
      heap.swapAt(child, parent)
      parent = child
    }
    return lowest
  }
}
