import Doors
import FoundationEssentials
import GitHub
import MissionCore
import MissionStore

extension Clerk {
  /// A verified webhook: decoded here, after GitHub was answered.
  func handleDelivery(_ entry: StreamEntry) async throws {
    let event = entry.text("event") ?? ""
    let encoding: PayloadEncoding = entry.text("encoding") == "form" ? .form : .json
    // An installation's lists of repositories are read, however long they are.
    let isPrunable = !event.hasPrefix("installation")
    let raw = try await isPrunable ? prunedJSON(of: entry, encoding) : body(of: entry)
    let decoded: WebhookEvent
    do throws(WebhookDecodingError) {
      decoded = try WebhookDecoder.decode(event: event, body: raw, encoding: isPrunable ? .json : encoding)
    } catch {
      throw HandlingError.unreadable("the webhook \(event) (\(error))")
    }
    // The App may be installed now where its tokens are not asked for yet.
    if event.hasPrefix("installation") { parts.installationsChanged() }
    if let repository = decoded.repository, let moment = arrival(of: entry) {
      parts.webhookActivity.note(repository, at: moment)
    }
    try await parts.deliveryHeard(decoded, entry.signalID ?? entry.id)
    if let hook = decoded.deletedHook { try await noteDeleted(hook) }
    let observations = observations(of: decoded) + (try await reachObservations(of: decoded))
    let status: DeliveryOutcome.Status = observations.isEmpty ? .ignored : .processed
    let outcome = DeliveryOutcome(
      guid: entry.signalID ?? "", event: event, action: decoded.action, status: status)
    guard !observations.isEmpty else { return try await finish(entry, outcome: outcome) }
    try await distribute(observations, finishing: entry, outcome: outcome)
    if let repository = decoded.repository, let id = decoded.repositoryID {
      parts.webhookActivity.noteName(repository, id: id)
    }
  }

  private func prunedJSON(of entry: StreamEntry, _ encoding: PayloadEncoding) async throws -> [UInt8] {
    guard var pieces = BodyPieces(of: entry, over: parts.connection, limit: Self.bodyLimit) else { return [] }
    do throws(StoredPayloadError) {
      return try await pieces.prunedJSON(encoding)
    } catch {
      switch error {
      case .body(.redis(let cause)): throw cause
      case .body(let fault): throw HandlingError.unreadable("its body (\(fault))")
      case .fields(let count): throw HandlingError.unreadable("its form: \(count) fields are called payload")
      }
    }
  }

  /// When a webhook brought this; nil where none did. What the audit fetched says that webhooks do not arrive, and one
  /// that is replayed says nothing about now.
  private func arrival(of entry: StreamEntry) -> Timestamp? {
    guard entry.text("source") != "audit" else { return nil }
    let now = parts.clock()
    return entry.text("received").flatMap { Int64($0) }.map { min(now, Timestamp(milliseconds: $0)) } ?? now
  }

  /// What a webhook says, and before it the name its repository goes by, where that may be news: a repository that was
  /// renamed while no webhook told of it is recognised by its number.
  private func observations(of event: WebhookEvent) -> [Observation] {
    guard let repository = event.repository, let id = event.repositoryID,
      parts.webhookActivity.isNews(repository, id: id),
      event.formerRepository == nil
    else { return event.observations }
    return [.repositoryNamed(repository, id: id, formerly: nil)] + event.observations
  }

  /// What missions are told when the App was installed, suspended or taken away somewhere. With a token of another kind
  /// that is no matter: everything is reached as before.
  private func reachObservations(of event: WebhookEvent) async throws -> [Observation] {
    guard let reach = event.reach else { return [] }
    parts.metrics.appReachChanged(reach)
    guard parts.isApp else { return [] }
    let observations = reach.observations(about: try await parts.store.activeRepositories())
    parts.log.warning(
      "GitHub tells that the App reaches other repositories now",
      ["action": event.action, "repositories": observations.count])
    return observations
  }

  /// A hook of ours is gone: from now on only polling notices anything there. The note stands until the audit finds a
  /// hook there again.
  private func noteDeleted(_ hook: HookReference) async throws {
    parts.metrics.hookDeleted()
    parts.log.error(
      "A hook was deleted on GitHub; 'signalbox hook install' makes another", ["hook": hook.description])
    let problem =
      "its hook was deleted on GitHub: only polling notices anything; 'signalbox hook install' makes another"
    try await parts.store.note(AuditNote(place: hook.place.key, at: parts.clock(), problem: problem), counts: [:])
  }
}
