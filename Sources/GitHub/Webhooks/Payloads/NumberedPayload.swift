/// A pull request of which only the number is used.
struct NumberedPayload: Decodable {
  let number: WholeNumber
}
