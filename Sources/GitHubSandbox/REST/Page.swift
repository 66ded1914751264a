import System

/// Which part of a list is asked for, and where the others are.
struct Page {
  /// Items per page, 1 to 100.
  let size: Int
  /// 1 and up.
  let number: Int

  init(_ query: [String: String]) {
    size = min(100, max(1, query["per_page"].flatMap { Int($0) } ?? 30))
    number = min(1_000_000, max(1, query["page"].flatMap { Int($0) } ?? 1))
  }

  /// The page's items.
  func cut(_ items: [JSONValue]) -> [JSONValue] {
    Array(items.dropFirst((number - 1) * size).prefix(size))
  }

  /// The `Link` header; nil where everything is on one page.
  func link(count: Int, url: String, query: [String: String]) -> String? {
    let last = max(1, (count + size - 1) / size)
    guard last > 1 else { return nil }
    var links: [String] = []
    if number > 1 { links += [entry(number - 1, "prev", url, query)] }
    if number < last { links += [entry(number + 1, "next", url, query), entry(last, "last", url, query)] }
    if number > 1 { links += [entry(1, "first", url, query)] }
    return links.joined(separator: ", ")
  }

  private func entry(_ page: Int, _ relation: String, _ url: String, _ query: [String: String]) -> String {
    var query = query
    query["page"] = String(page)
    return "<\(url)?\(Self.text(of: query))>; rel=\"\(relation)\""
  }

  /// A query's text, its parameters in alphabetical order.
  static func text(of query: [String: String]) -> String {
    query.sorted { $0.key < $1.key }.map { name, value in
      "\(PercentEncoding.encode(name))=\(PercentEncoding.encode(value))"
    }.joined(separator: "&")
  }
}
