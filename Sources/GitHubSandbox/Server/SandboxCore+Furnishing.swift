import GitHub
import MissionCore

extension SandboxCore {
  /// Puts in what a configuration wants to be there from the beginning.
  mutating func furnish(_ configuration: SandboxConfiguration) {
    token = configuration.token
    schema = GraphQLSchema.gitHub.without(configuration.unknownFields)
    schedule = DeliverySchedule(
      seed: configuration.seed,
      DeliveryMishaps(drop: configuration.drop, duplicate: configuration.duplicate, shuffle: configuration.shuffle))
    let now = configuration.clock()
    if let configured = configuration.app {
      let hook = configured.webhook.map { webhook in
        HookRecord(
          id: state.newID(), url: webhook.url, secret: webhook.secret, contentType: .json, isActive: true,
          events: configured.events, createdAt: now, updatedAt: now)
      }
      app = SandboxApp(configured, hook: hook)
    }
    for name in configuration.repositories {
      _ = state.setUp(RepositorySetup(name), by: Act(by: name.owner, at: now))
      guard let webhook = configuration.webhook else { continue }
      let draft = HookDraft(url: webhook.url, secret: webhook.secret, contentType: .json, events: ["*"])
      // Cannot be refused but for an address that is none, and then there is no hook.
      _ = try? state.createHook(in: name, draft, by: Act(by: name.owner, at: now))
    }
  }
}
