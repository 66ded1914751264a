/// A label: an object with a name, or (GitHub's REST description allows it) the bare name.
struct LabelPayload: Decodable {
  let name: String?

  init(from decoder: any Decoder) throws {
    if let bare = try? decoder.singleValueContainer().decode(String.self) {
      name = bare
    } else {
      name = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(String.self, forKey: .name)
    }
  }

  private enum CodingKeys: String, CodingKey {
    case name
  }
}
