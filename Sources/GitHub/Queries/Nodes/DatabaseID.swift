/// GitHub's number of a thing: GraphQL's `BigInt` comes as a text or as a number.
struct DatabaseID: Decodable {
  let text: String

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    text = try (try? container.decode(String.self)) ?? String(WholeNumber(from: decoder).value)
  }
}
