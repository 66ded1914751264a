import FoundationEssentials
import GitHub
import MissionCore
import MissionStore

extension Clerk {
  /// A verified webhook: decoded here, after GitHub was answered.
  func handleDelivery(_ entry: StreamEntry) async throws {
    let event = entry.text("event") ?? ""
    let encoding: PayloadEncoding = entry.text("encoding") == "form" ? .form : .json
    let raw = try await body(of: entry)
    let decoded: WebhookEvent
    do throws(WebhookDecodingError) {
      decoded = try WebhookDecoder.decode(event: event, body: raw, encoding: encoding)
    } catch {
      throw HandlingError.unreadable("a \(event) webhook (\(error))")
    }
    // Where the App is installed may be another place than the one its tokens are asked for.
    if event.hasPrefix("installation") { parts.installationsChanged() }
    let status: DeliveryOutcome.Status = decoded.observations.isEmpty ? .ignored : .processed
    let outcome = DeliveryOutcome(
      guid: entry.signalID ?? "", event: event, action: decoded.action, status: status)
    guard !decoded.observations.isEmpty else { return try await finish(entry, outcome: outcome) }
    try await distribute(decoded.observations, finishing: entry, outcome: outcome)
  }
}
