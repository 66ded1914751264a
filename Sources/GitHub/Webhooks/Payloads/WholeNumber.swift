/// A whole number that fits into 64 bits.
///
/// `JSONDecoder` says of a number that does not fit only that the document is corrupted, not where; this says where.
struct WholeNumber: Decodable {
  let value: Int

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let value = try? container.decode(Int.self) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a whole number of 64 bits")
    }
    self.value = value
  }
}
