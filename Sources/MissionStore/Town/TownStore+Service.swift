import FoundationEssentials
import Redis

extension TownStore {
  /// Keeps what the service says of itself, for whoever asks how things stand.
  package func note(_ service: ServiceNote) async throws(StoreError) {
    guard let json = try? JSONEncoder().encode(service) else { return }
    try await ask([["SET", .text(keys.own("service")), .bytes(Array(json))]])
  }

  /// What the service last said of itself; nil where none ever did, or in words of another version.
  package func serviceNote() async throws(StoreError) -> ServiceNote? {
    let json = try await read(["GET", .text(keys.own("service"))]).bytes
    return json.flatMap { try? PartCoding.decoded(ServiceNote.self, from: $0) }
  }
}
