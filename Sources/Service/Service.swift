import Client
import CommandLine
import Doors
import GitHub
import HTTP
import MissionCore
import MissionStore
import ProcessSignals
import Redis
import System
import Views

/// The long-running part of Signalbox: its parts are made in order, work side by side, and end in the reverse order.
///
/// `run` returns when the process is asked to stop; stopping is cancelling.
struct Service: Sendable {
  /// How long requests that are already in may take to be answered once stopping has begun.
  private static let drainLimit = Duration.seconds(5)

  let configuration: Configuration
  let log: Log
  let metrics: Metrics
  let surroundings: Surroundings

  /// Serves until SIGTERM or SIGINT.
  ///
  /// - Parameters:
  ///   - listens: whether webhooks are received; a host that only polls does without any listener.
  ///   - mission: an identity, or the beginning of one: then it also ends when this mission is over.
  func run(listens: Bool, untilOver mission: String? = nil) async throws {
    // First of all: a signal that arrives before its handler is installed would be lost.
    let stopping = StopSignal()
    announce()
    let store = try await ServiceStore.open(configuration, log: log)
    defer { store.close() }
    do {
      try await serve(on: store, listens: listens, until: stopping, orOver: mission)
      await store.stop()
    } catch {
      await store.stop()
      throw error
    }
    log.info("Stopped")
  }

  /// Does what is due now and handles what is in the stream, then ends.
  ///
  /// - Parameter mission: an identity, or the beginning of one, that must name a mission which is not over.
  func runOnce(for mission: String? = nil) async throws {
    announce()
    let store = try await ServiceStore.open(configuration, log: log)
    defer { store.close() }
    let composition = try composition(
      on: store, ended: AsyncStream.makeStream(of: Identifier<Mission>.self).continuation)
    defer { composition.github.close() }
    _ = try await wanted(mission, in: store.town)
    do {
      try await composition.workOnce()
      await store.stop()
    } catch {
      await store.stop()
      throw error
    }
  }

  /// The first line of every log: what runs, on what, and whom it asks.
  private func announce() {
    let place =
      switch configuration.store {
      case .embedded: "its own Redis"
      case .external(let address): address.description
      }
    log.info(
      "Signalbox starts",
      [
        "version": ProgramVersion.text, "town": configuration.town, "data": surroundings.absolute(configuration.data),
        "redis": place,
        "api": configuration.githubAPI,
      ])
    if case .anonymous = configuration.githubIdentity {
      log.warning("No GitHub token is given, so little can be asked and nothing done there; set SIGNALBOX_GITHUB_TOKEN")
    }
  }

  private func serve(on store: ServiceStore, listens: Bool, until stopping: StopSignal, orOver mission: String?)
    async throws
  {
    let (endings, ended) = AsyncStream.makeStream(of: Identifier<Mission>.self)
    let composition = try composition(on: store, ended: ended)
    defer { composition.github.close() }
    let awaited = try await wanted(mission, in: store.town)
    let receiver = listens ? try await Receiver(composition, secrets: try webhookSecrets()) : nil
    let door = receiver.map { composition.adminDoor(beside: $0) }
    let admin = try door.map { try adminListener($0) }
    try await withThrowingDiscardingTaskGroup { answering in
      if let door { answering.addTask { await door.run() } }
      answering.addTask { await composition.background.run() }
      defer { answering.cancelAll() }
      try await work(composition, receiver, until: stopping, orOver: awaited, of: endings)
      await admin?.drain(within: .seconds(1))
      // What GitHub was asked for before the end is not asked for again: a webhook comes once.
      let undone = await composition.background.finish(within: Self.drainLimit)
      if undone > 0 { log.warning("GitHub did not answer before the end; something is left undone", ["count": undone]) }
    }
  }

  /// Works until asked to stop, or until a mission is over, and then answers who is in.
  private func work(
    _ composition: ServiceComposition, _ receiver: Receiver?, until stopping: StopSignal,
    orOver awaited: Identifier<Mission>?, of endings: AsyncStream<Identifier<Mission>>
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await stopping.wait() }
      group.addTask { try await composition.work() }
      group.addTask { await composition.reportState() }
      group.addTask { await composition.watchGround() }
      if let awaited { group.addTask { for await id in endings where id == awaited { return } } }
      if let receiver {
        group.addTask { await receiver.keepSecrets() }
        group.addTask { await receiver.sumUpRefusals() }
      }
      defer { group.cancelAll() }
      try await group.next()
      log.info("Stopping: finishing what is in flight")
      // Whoever was answered is stored; whoever is being read is answered; nobody new gets in.
      await receiver?.drain(within: Self.drainLimit)
    }
  }

  private func composition(
    on store: ServiceStore, ended: AsyncStream<Identifier<Mission>>.Continuation
  ) throws -> ServiceComposition {
    ServiceComposition(
      store: store, configuration: configuration, log: log, metrics: metrics, alarm: Alarm(),
      github: try GitHubAccess(configuration, metrics: metrics),
      notifySecret: try configuration.notifySecret ?? (configuration.notify.isEmpty ? nil : webhookSecrets().first),
      surroundings: surroundings, ended: ended)
  }

  private func adminListener(_ door: AdminDoor) throws -> Server {
    var listener = ServerConfiguration(address: configuration.adminListen)
    listener.maximumConnections = AdminDoor.maximumConnections
    let admin = try Server(listener, handler: door)
    log.info(
      "Admin listener is ready", ["address": configuration.adminListen.description, "port": Int(admin.port)])
    return admin
  }

  /// The mission that a word means; a failure if it means none, several, or one that is over.
  private func wanted(_ word: String?, in town: TownStore) async throws -> Identifier<Mission>? {
    guard let word else { return nil }
    let matches = try await town.resolve(prefix: word.lowercased(), kind: .mission)
    guard let match = matches.first, let id = Identifier<Mission>(match.id) else {
      throw TownView.noSuch("mission", word, list: "mission list --all")
    }
    guard matches.count == 1 else { throw TownView.ambiguous(word, matches.map(\.id)) }
    if let mission = try await town.mission(id)?.mission, mission.isOver {
      throw CommandFailure(.badData, "mission \(id) is over", hint: "'signalbox mission list' shows what is not")
    }
    return id
  }

  private func webhookSecrets() throws -> [Secret] {
    guard configuration.webhookSecrets.isEmpty else { return configuration.webhookSecrets }
    let made = try WebhookSecretFile.prepare(configuration, surroundings: surroundings)
    if made.isNew {
      log.info(
        "A webhook secret was generated; type it into the repository's webhook",
        ["file": configuration.generatedSecretPath])
    }
    return made.secrets
  }
}
