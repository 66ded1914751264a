import FoundationEssentials
import GitHub
import MissionCore
import Testing

/// GitHub's recorded payloads, where they lie beside the package; everything else about webhooks is tested without
/// them.
@Suite("GitHub's recorded payloads")
struct RecordedPayloadTests {
  static let folder = PackageFolder.path + "/../shared/payloads"

  @Test(
    "every recorded payload of a used event is read and says something",
    .enabled(if: PackageFolder.exists(folder), "the recorded payloads are not beside the package"))
  func recorded() throws {
    var read = 0
    for event in try FileManager.default.contentsOfDirectory(atPath: Self.folder).sorted() {
      let folder = "\(Self.folder)/\(event)"
      guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder) else { continue }
      for file in files.sorted() where file.hasSuffix(".json") {
        let body = [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(file)")))
        let delivery = try WebhookDecoder.decode(event: event, body: body)
        let isUsed = WebhookDecoder.isUsed(event: event, action: delivery.action)
        let isSilent = Self.silentEvents.contains(event) || !isUsed
        #expect(delivery.observations.isEmpty == isSilent, "\(event)/\(file)")
        read += 1
      }
    }
    #expect(read > 50)
  }

  /// Used without observations; the recorded push deletes a tag.
  static let silentEvents: Set = ["ping", "meta", "installation", "installation_repositories", "push"]
}
