/// The relations of a `Link` header (RFC 8288), as far as GitHub uses them: `<url>; rel="next", <url>; rel="last"`.
package struct LinkHeader: Sendable, Hashable {
  /// The next page, as written; nil on the last one.
  package let next: String?

  /// Reads all values of the header. What cannot be read is skipped.
  package init(_ values: [String]) {
    next = values.lazy.compactMap { Self.target(of: "next", in: $0) }.first
  }

  private static func target(of relation: String, in value: String) -> String? {
    var rest = Substring(value)
    while let start = rest.firstIndex(of: "<"), let end = rest[start...].firstIndex(of: ">") {
      let target = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      // A comma ends the link, but URLs may have commas too: the parameters end where the next "<" begins.
      let parameters = rest.prefix { $0 != "<" }
      rest = rest[parameters.endIndex...]
      if parameters.split(whereSeparator: { $0 == ";" || $0 == "," }).contains(where: { names($0, relation) }) {
        return String(target)
      }
    }
    return nil
  }

  private static func names(_ parameter: Substring, _ relation: String) -> Bool {
    let parts = parameter.split(separator: "=", maxSplits: 1).map { part in
      part.filter { $0 != " " && $0 != "\t" && $0 != "\"" }.lowercased()
    }
    return parts == ["rel", relation]
  }
}
