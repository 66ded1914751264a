import MissionCore

/// A listing while its pages are read.
struct PageReading<Element: Hashable & Sendable & Codable> {
  /// What was read so far.
  private(set) var elements: [Element] = []
  /// Where the next page begins; nil when there is none (or nothing was read yet).
  private(set) var cursor: String?
  /// Whether something that should be in it is not: it will never be complete.
  private(set) var isDamaged = false
  private var count = 0
  private var total: Int?

  /// Takes in a page. Older pages go before those already read.
  mutating func add<Node>(_ page: Connection<Node>?, isOlder: Bool = false, _ elements: (Node) -> [Element]) {
    guard let page, let info = page.pageInfo else { return damage() }
    if page.hasHoles { isDamaged = true }
    count += page.nodes?.count ?? 0
    total = page.totalCount ?? total
    let new = page.values.flatMap(elements)
    self.elements = isOlder ? new + self.elements : self.elements + new
    goOn(
      hasMore: (isOlder ? info.hasPreviousPage : info.hasNextPage),
      from: isOlder ? info.startCursor : info.endCursor)
  }

  /// Notes that something is missing and that reading on makes no sense.
  mutating func damage() {
    isDamaged = true
    cursor = nil
  }

  /// Notes that it is empty, and known to be.
  mutating func finishEmpty() { total = 0 }

  /// Puts something else in an element's place.
  mutating func replace(at index: Int, with element: Element) { elements[index] = element }

  /// Leaves out what could not be read in full.
  mutating func remove(at index: Int) {
    elements.remove(at: index)
    isDamaged = true
  }

  /// The listing. `isCounted` demands as many elements as GitHub says there are.
  func listing(isCounted: Bool = false) -> PullRequestSnapshot.Listing<Element> {
    let isWhole = !isDamaged && cursor == nil && (!isCounted || count == total)
    return PullRequestSnapshot.Listing(elements, isComplete: isWhole)
  }

  private mutating func goOn(hasMore: Bool?, from next: String?) {
    switch (hasMore, next) {
    case (false, _): cursor = nil
    // A cursor that does not move on would be read for ever.
    case (true, .some(let next)) where next != cursor: cursor = next
    default: damage()
    }
  }
}
