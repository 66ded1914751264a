/// A part of a mission that owns its elements: everybody may look, only the part itself changes them.
package protocol MissionPart: Hashable, Sendable {
  /// What an element is found by.
  associatedtype Key: Hashable & Sendable
  /// What the part holds.
  associatedtype Element: Hashable & Sendable
  /// Everything in it.
  var elements: Elements<Key, Element> { get }
}

extension MissionPart {
  /// The element of this key; nil where there is none.
  package subscript(key: Key) -> Element? { elements[key] }

  /// All elements, in no order.
  package var values: Elements<Key, Element>.Values { elements.values }

  /// All keys, in no order.
  package var keys: Dictionary<Key, Elements<Key, Element>.Box>.Keys { elements.keys }

  /// How many there are.
  package var count: Int { elements.count }

  /// Whether there are none.
  package var isEmpty: Bool { elements.isEmpty }
}

extension Array where Element: Comparable {
  /// Keeps a sorted array sorted.
  mutating func insertInOrder(_ element: Element) {
    insert(element, at: firstIndex { $0 > element } ?? endIndex)
  }
}
