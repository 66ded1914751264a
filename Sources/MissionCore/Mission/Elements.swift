/// The elements of a mission's part by what they are found by. Copies of a mission share those that are the same in
/// both: a copy costs one count for each, however much it holds, and what nobody has changed since is seen to be the
/// same without being looked into.
package struct Elements<Key: Hashable & Sendable, Value: Hashable & Sendable>: Hashable, Sendable {
  /// Holds one value for all copies; another value gets another box.
  package final class Box: Hashable, Sendable {
    fileprivate let value: Value

    fileprivate init(_ value: Value) { self.value = value }

    /// Whether they hold the same.
    package static func == (left: Box, right: Box) -> Bool { left === right || left.value == right.value }

    /// Hashes what it holds.
    package func hash(into hasher: inout Hasher) { hasher.combine(value) }
  }

  private var boxes: [Key: Box] = [:]

  /// None.
  package init() {}

  /// These values; the first one of those with one key.
  init(_ values: [Value], by key: (Value) -> Key) {
    boxes = Dictionary(values.map { (key($0), Box($0)) }) { first, _ in first }
  }

  /// The element of this key; nil where there is none.
  package internal(set) subscript(key: Key) -> Value? {
    get { boxes[key]?.value }
    set { boxes[key] = newValue.map(Box.init) }
  }

  /// The element of this key, or another where there is none.
  subscript(key: Key, default other: @autoclosure () -> Value) -> Value {
    get { boxes[key]?.value ?? other() }
    set { boxes[key] = Box(newValue) }
  }

  /// All keys, in no order.
  package var keys: Dictionary<Key, Box>.Keys { boxes.keys }

  /// All elements, in no order.
  package var values: Values { Values(boxes: boxes.values) }

  /// How many there are.
  package var count: Int { boxes.count }

  /// Whether there are none.
  package var isEmpty: Bool { boxes.isEmpty }

  /// The same keys with what is made of their elements.
  func mapValues(_ transform: (Value) -> Value) -> Self {
    var mapped = self
    mapped.boxes = boxes.mapValues { box in
      let value = transform(box.value)
      return value == box.value ? box : Box(value)
    }
    return mapped
  }

  /// Drops all but these.
  mutating func keep(_ kept: Set<Key>) { boxes = boxes.filter { kept.contains($0.key) } }

  /// The same elements under the keys' names of now; of two that meet, the one that moved stays.
  func following(_ moved: (Key) -> Key) -> Self {
    var following = self
    following.boxes = boxes.following(moved)
    return following
  }

  /// Which keys have another element than before, or a new one, and which have none any more.
  package func difference(from former: Self) -> (changed: Set<Key>, removed: Set<Key>) {
    // Most parts are the very same, which is seen at once.
    guard boxes != former.boxes else { return ([], []) }
    let changed = boxes.filter { $0.value != former.boxes[$0.key] }.map(\.key)
    return (Set(changed), Set(former.boxes.keys.filter { boxes[$0] == nil }))
  }
}

extension Elements: Sequence {
  /// Each element with its key, in no order.
  package func makeIterator() -> AnyIterator<(key: Key, value: Value)> {
    var boxes = boxes.makeIterator()
    return AnyIterator { boxes.next().map { ($0.key, $0.value.value) } }
  }
}

extension Elements {
  /// All elements, in no order.
  package struct Values: Collection {
    fileprivate let boxes: Dictionary<Key, Box>.Values

    /// Where the first one is.
    package var startIndex: Dictionary<Key, Box>.Index { boxes.startIndex }
    /// Where they end.
    package var endIndex: Dictionary<Key, Box>.Index { boxes.endIndex }
    /// Where the next one is.
    package func index(after index: Dictionary<Key, Box>.Index) -> Dictionary<Key, Box>.Index {
      boxes.index(after: index)
    }
    /// One of them.
    package subscript(index: Dictionary<Key, Box>.Index) -> Value { boxes[index].value }
  }
}
