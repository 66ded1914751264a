/// A field of which only matters that it is there and not null.
struct Presence: Decodable {
  init(from decoder: any Decoder) {}
}
