/// The written forms of a reference to an issue that are longer than `#4`.
enum WrittenReference {
  /// A decimal number that no word continues, with the place after it. At most ten digits: more name no issue.
  static func number(in bytes: [UInt8], at place: Int) -> (value: Int, end: Int)? {
    var end = place
    var value = 0
    while end < bytes.count, bytes[end].isDigit {
      guard end - place < 10 else { return nil }
      value = value * 10 + Int(bytes[end] - UInt8(ascii: "0"))
      end += 1
    }
    guard end > place else { return nil }
    if let next = bytes.byte(at: end) {
      let joins = next == ASCII.underscore && (bytes.byte(at: end + 1)?.isLetterOrDigit ?? false)
      if next.isLetter || joins { return nil }
    }
    return (value, end)
  }

  /// `owner/name#4` or `GH-4`, with the place after it.
  static func named(
    in bytes: [UInt8], at place: Int, repository: RepositoryName
  ) -> (reference: IssueReference, end: Int)? {
    if bytes.holds("gh-", at: place), let number = number(in: bytes, at: place + 3),
      let reference = IssueReference(repository: repository, number: number.value)
    {
      return (reference, number.end)
    }
    guard let path = path(in: bytes, at: place), bytes.byte(at: path.end) == ASCII.hash,
      let number = number(in: bytes, at: path.end + 1),
      let reference = IssueReference(repository: path.repository, number: number.value)
    else { return nil }
    return (reference, number.end)
  }

  /// A web address, with the place after it, and the issue or pull request it shows: `https://host/owner/name/issues/4`
  /// or `…/pull/4` on any host (Enterprise servers have their own), also by way of the API
  /// (`/repos/owner/name/pulls/4`), with or without a query and a fragment.
  static func url(in bytes: [UInt8], at place: Int) -> (reference: IssueReference?, end: Int)? {
    guard bytes.byte(at: place)?.lowercased == UInt8(ascii: "h"),
      let scheme = ["https://", "http://"].first(where: { bytes.holds($0, at: place) })
    else { return nil }
    let end = addressEnd(in: bytes, from: place)
    guard let shown = shown(in: bytes, fromHost: place + scheme.utf8CodeUnitCount, end: end) else { return (nil, end) }
    return shown
  }

  /// What a link's target shows: an address, or a path on the page of the issue itself, such as `../issues/4`.
  static func target(in bytes: [UInt8], at place: Int, repository: RepositoryName) -> IssueReference? {
    if let address = url(in: bytes, at: place) { return address.reference }
    if bytes.byte(at: place) == ASCII.slash {
      guard let path = path(in: bytes, at: place + 1), let number = count(in: bytes, at: path) else { return nil }
      return IssueReference(repository: path.repository, number: number.value)
    }
    var start = place
    while bytes.holds("../", at: start) { start += 3 }
    guard start > place, let number = count(in: bytes, at: (repository, start - 1)) else { return nil }
    return IssueReference(repository: repository, number: number.value)
  }

  /// An address without its scheme: `github.com/owner/name/issues/4`.
  static func bareAddress(in bytes: [UInt8], at place: Int) -> (reference: IssueReference, end: Int)? {
    // A host has a full stop; whatever is longer than a host's name is none.
    var host = place
    while host < bytes.count, host - place < 100, bytes[host].isHostCharacter { host += 1 }
    guard bytes.byte(at: host) == ASCII.slash, bytes[place..<host].contains(ASCII.period) else { return nil }
    return shown(in: bytes, fromHost: place, end: addressEnd(in: bytes, from: place))
  }

  private static func shown(
    in bytes: [UInt8], fromHost hostStart: Int, end: Int
  ) -> (reference: IssueReference, end: Int)? {
    var host = hostStart
    while host < end, bytes[host].isHostCharacter { host += 1 }
    guard host > hostStart, bytes.byte(at: host) == ASCII.slash else { return nil }
    var root = host + 1
    if bytes.holds("api/v3/", at: root) { root += 7 }
    if bytes.holds("repos/", at: root), let path = path(in: bytes, at: root + 6),
      let number = count(in: bytes, at: path)
    {
      return reference(path, number, in: bytes, addressEnd: end)
    }
    guard let path = path(in: bytes, at: host + 1), let number = count(in: bytes, at: path) else { return nil }
    return reference(path, number, in: bytes, addressEnd: end)
  }

  /// What parts the repository from the number in a page's address.
  private static let collections: [StaticString] = ["/issues/", "/pull/", "/pulls/"]

  private static func count(
    in bytes: [UInt8], at path: (repository: RepositoryName, end: Int)
  ) -> (value: Int, end: Int)? {
    guard let collection = collections.first(where: { bytes.holds($0, at: path.end) }) else { return nil }
    return number(in: bytes, at: path.end + collection.utf8CodeUnitCount)
  }

  private static func reference(
    _ path: (repository: RepositoryName, end: Int), _ number: (value: Int, end: Int), in bytes: [UInt8], addressEnd: Int
  ) -> (reference: IssueReference, end: Int)? {
    guard let reference = IssueReference(repository: path.repository, number: number.value) else { return nil }
    // Only a path, query or fragment belongs to the address after the number; other punctuation is the sentence's.
    let continues = bytes.byte(at: number.end).map { "/?#".utf8.contains($0) } ?? false
    return (reference, continues ? max(addressEnd, number.end) : number.end)
  }

  /// `owner/name`, with the place after it. Bounded by the longest names, so that a run of such characters costs
  /// little.
  private static func path(in bytes: [UInt8], at place: Int) -> (repository: RepositoryName, end: Int)? {
    let slash = nameEnd(in: bytes, from: place)
    guard slash > place, bytes.byte(at: slash) == ASCII.slash else { return nil }
    let end = nameEnd(in: bytes, from: slash + 1)
    guard
      let repository = RepositoryName(
        owner: String(decoding: bytes[place..<slash], as: UTF8.self),
        name: String(decoding: bytes[(slash + 1)..<end], as: UTF8.self))
    else { return nil }
    return (repository, end)
  }

  private static func nameEnd(in bytes: [UInt8], from place: Int) -> Int {
    var end = place
    while end < bytes.count, end - place <= 100, bytes[end].isRepositoryCharacter { end += 1 }
    return end
  }

  /// Where an address ends: at white space or at what encloses it, and before the punctuation of its sentence.
  private static func addressEnd(in bytes: [UInt8], from place: Int) -> Int {
    var end = place
    while end < bytes.count, bytes[end] > ASCII.space, !"<>\"()[]|`,".utf8.contains(bytes[end]) { end += 1 }
    while end > place, ".:;!?*_~'&".utf8.contains(bytes[end - 1]) { end -= 1 }
    return end
  }
}

extension UInt8 {
  /// Whether a host's name, with its port, may hold the byte.
  fileprivate var isHostCharacter: Bool {
    isLetterOrDigit || self == ASCII.hyphen || self == ASCII.period || self == ASCII.colon
  }
}
