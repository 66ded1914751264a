extension String {
  /// The word with a number of what it names: `1 task`, `2 tasks`, `0 retries`.
  package func counted(_ number: Int) -> String {
    guard number != 1 else { return "1 \(self)" }
    let endsInY = hasSuffix("y") && !["a", "e", "o", "u"].contains(where: { dropLast().hasSuffix($0) })
    return "\(number) " + (endsInY ? "\(dropLast())ies" : "\(self)s")
  }
}
