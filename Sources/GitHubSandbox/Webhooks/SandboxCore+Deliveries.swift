import GitHub
import MissionCore
import System

extension SandboxCore {
  /// Hands events to the hooks that subscribe to them, through whatever mishaps are set.
  mutating func emit(_ events: [HookEvent], at now: Timestamp) {
    for event in events {
      guard let repository = state.repositories[event.repository] else {
        // Of no repository: the `ping` of an organisation's hook.
        if let hook = event.hook { hand(event, to: hook, GUID.random(), event.payload.bytes, at: now) }
        continue
      }
      // One event has one GUID, whichever hook hears of it.
      let guid = GUID.random()
      let payload = event.payload.bytes
      let hooks = repository.hooks + (state.organizationHooks[repository.name.owner.lowercased()] ?? [])
      for hook in hooks where event.hook.map({ $0 == hook.id }) ?? hook.hears(event.name) {
        hand(event, to: hook.id, guid, payload, at: now)
      }
      tellApp(event, of: repository, guid, at: now)
    }
  }

  private mutating func hand(_ event: HookEvent, to hook: Int, _ guid: String, _ payload: [UInt8], at now: Timestamp) {
    let id = deliveries.append(
      DeliveryRecord(
        id: 0, guid: guid, repository: event.repository, hook: hook, event: event.name, action: event.action,
        isRedelivery: false, payload: payload, deliveredAt: now, outcome: .pending))
    for step in schedule.plan(id) { perform(step, at: now) }
  }

  /// An App's hook hears the same event under the same GUID, with the installation in its payload.
  private mutating func tellApp(
    _ event: HookEvent, of repository: RepositoryRecord, _ guid: String, at now: Timestamp
  ) {
    guard let app, let hook = app.hook, event.hook == nil, hook.hears(event.name),
      app.isInstalled(at: repository.name.owner)
    else { return }
    let installation = SandboxApp.installation(of: state.knownAccount(repository.name.owner))
    let payload = event.payload.adding(["installation": ["id": .integer(installation)]])
    hand(event, to: hook.id, guid, payload.bytes, at: now)
  }

  /// Lets go of the deliveries that wait for later ones; returns how many there were.
  mutating func flush(at now: Timestamp) -> Int {
    let steps = schedule.flush()
    for step in steps { perform(step, at: now) }
    return steps.count
  }

  /// Sends a delivery of the log once more; false if there is none.
  mutating func redeliver(_ id: Int, at now: Timestamp) -> Bool {
    guard var record = deliveries[id] else { return false }
    record.isRedelivery = true
    record.deliveredAt = now
    record.outcome = .pending
    send(deliveries.append(record))
    return true
  }

  /// Notes what became of a delivery.
  mutating func settle(_ id: Int, as outcome: DeliveryRecord.Outcome) {
    deliveries[id]?.outcome = outcome
  }

  private mutating func perform(_ step: DeliverySchedule.Step, at now: Timestamp) {
    switch step {
    case .send(let id): send(id)
    case .sendAgain(let id): _ = redeliver(id, at: now)
    case .lose(let id): settle(id, as: .dropped)
    }
  }

  private mutating func send(_ id: Int) {
    guard var record = deliveries[id],
      let hook = hook(of: record)
    else { return settle(id, as: .failed(reason: "hook was deleted")) }
    let body = Self.body(record.payload, as: hook.contentType)
    let target = target(of: hook, record)
    var headers = [
      ("Content-Type", hook.contentType == .json ? "application/json" : "application/x-www-form-urlencoded"),
      ("User-Agent", "GitHub-Hookshot/sandbox"), ("Accept", "*/*"), ("X-GitHub-Delivery", record.guid),
      ("X-GitHub-Event", record.event), ("X-GitHub-Hook-ID", String(hook.id)),
      ("X-GitHub-Hook-Installation-Target-ID", String(target.id)),
      ("X-GitHub-Hook-Installation-Target-Type", target.type),
    ]
    if let secret = hook.secret {
      headers.append(("X-Hub-Signature-256", WebhookSignature.sign(body, secret: secret)))
    }
    record.requestHeaders = headers.map { (name: $0.0, value: $0.1) }
    deliveries[id] = record
    outgoing.append(OutgoingDelivery(id: id, url: hook.url, headers: record.requestHeaders, body: body))
  }

  private func hook(of record: DeliveryRecord) -> HookRecord? {
    if let hook = app?.hook, hook.id == record.hook { return hook }
    return state.repositories[record.repository]?.hooks.first { $0.id == record.hook }
      ?? state.organizationHooks.values.joined().first { $0.id == record.hook }
  }

  /// What a hook is set up for, as GitHub's headers tell it.
  private func target(of hook: HookRecord, _ record: DeliveryRecord) -> (type: String, id: Int) {
    if let app, app.hook?.id == hook.id { return ("integration", app.id) }
    let owner = state.organizationHooks.first { $0.value.contains { $0.id == hook.id } }?.key
    return owner.map { ("organization", state.knownAccount($0).id) } ?? ("repository", record.repository)
  }

  private static func body(_ payload: [UInt8], as contentType: HookRecord.ContentType) -> [UInt8] {
    switch contentType {
    case .json: payload
    case .form: Array("payload=".utf8) + PercentEncoding.encode(payload)
    }
  }
}
