/// Nodes 0..<n and what each depends on.
struct DependencyGraph {
  /// Either all nodes in order, or why there is none.
  enum Order: Equatable {
    /// Every node after all it depends on; of those that could come next always the lowest.
    case sorted([Int])
    /// Nodes of which each depends on the next, and the last on the first; the lowest stands first.
    case cycle([Int])
  }

  private let dependencies: [[Int]]

  /// A graph; every dependency must be one of the nodes, and named once per node.
  init(dependencies: [[Int]]) { self.dependencies = dependencies }

  /// Sorts by Kahn's algorithm, without recursion: chains may be as deep as they like.
  func order() -> Order {
    var dependents: [[Int]] = Array(repeating: [], count: dependencies.count)
    var missing = dependencies.map(\.count)
    var ready = LowestFirst()
    for (node, needed) in dependencies.enumerated() {
      for dependency in needed { dependents[dependency].append(node) }
      if needed.isEmpty { ready.insert(node) }
    }
    var sorted: [Int] = []
    while let node = ready.removeLowest() {
      sorted.append(node)
      for dependent in dependents[node] {
        missing[dependent] -= 1
        if missing[dependent] == 0 { ready.insert(dependent) }
      }
    }
    guard let stuck = missing.firstIndex(where: { $0 > 0 }) else { return .sorted(sorted) }
    return .cycle(cycle(from: stuck, missing: missing))
  }

  /// Every node that misses something misses a node that misses something: following those ends in a cycle.
  private func cycle(from start: Int, missing: [Int]) -> [Int] {
    var path: [Int] = []
    var places: [Int: Int] = [:]
    var node = start
    while places[node] == nil {
      places[node] = path.count
      path.append(node)
      node = dependencies[node].first { missing[$0] > 0 } ?? node
    }
    let cycle = path[(places[node] ?? 0)...]
    let lowest = cycle.indices.min { cycle[$0] < cycle[$1] } ?? cycle.startIndex
    return Array(cycle[lowest...] + cycle[..<lowest])
  }
}
