/// First in, first out, in amortised constant time; elements can be visited in place.
///
/// Inlinable for the same reason as ``Guarded``.
package struct Queue<Element> {
  @usableFromInline var elements: [Element?] = []
  @usableFromInline var head = 0

  /// Makes an empty one.
  @inlinable
  package init() {}

  /// Whether nothing waits.
  @inlinable package var isEmpty: Bool { head == elements.count }
  /// How many wait.
  @inlinable package var count: Int { elements.count - head }
  /// Who is next; nil when nothing waits.
  @inlinable package var first: Element? { head < elements.count ? elements[head] : nil }

  /// Puts an element behind all others.
  @inlinable
  package mutating func append(_ element: Element) { elements.append(element) }

  /// Takes out the first; nil when nothing waits.
  @inlinable
  package mutating func popFirst() -> Element? {
    guard head < elements.count else { return nil }
    let element = elements[head]
    elements[head] = nil
    head += 1
    if head == elements.count {
      elements.removeAll(keepingCapacity: elements.capacity <= 4096)
      head = 0
    } else if head > 64, head * 2 > elements.count {
      elements.removeFirst(head)
      head = 0
    }
    return element
  }

  /// Takes everything out.
  @inlinable
  package mutating func removeAll() -> [Element] {
    let all = elements[head...].compactMap { $0 }
    elements = []
    head = 0
    return all
  }

  /// Changes each element in place, in order.
  @inlinable
  package mutating func updateEach(_ body: (inout Element) -> Void) {
    for index in head..<elements.count {
      guard var element = elements[index] else { continue }
      body(&element)
      elements[index] = element
    }
  }

  /// Takes out those that match, in order.
  @inlinable
  package mutating func removeAll(where matches: (Element) -> Bool) -> [Element] {
    let all = removeAll()
    var removed: [Element] = []
    for element in all {
      if matches(element) { removed.append(element) } else { append(element) }
    }
    return removed
  }
}
