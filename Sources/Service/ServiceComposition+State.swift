import Client
import CommandLine
import Doors
import MissionCore
import MissionStore
import Redis

extension ServiceComposition {
  /// Asks the conductor for what the town itself needs, and takes back what it needs no more, until cancelled.
  func watchNeeds(_ lease: LeaseToken, _ notifier: Notifier) async {
    var needs = TownNeeds()
    var asked: [TownHelp.Subject: TownHelp] = [:]
    var isFirst = true
    while !Task.isCancelled {
      let wanted = needs.look(
        github: github.observed.record, refused: metrics.refusedSignatures, held: metrics.heldSignatures,
        at: Timestamp.now())
      do {
        for subject in TownHelp.Subject.allCases {
          if let help = wanted.first(where: { $0.subject == subject }) {
            guard asked[subject] == nil else { continue }
            let notices = self.notices(.init(.helpNew, help))
            if try await store.questions.ask(help, telling: notices, under: lease) {
              log.warning("A person is needed", ["cause": subject.rawValue, "what": help.reason])
            }
            asked[subject] = help
          } else if isFirst || asked[subject] != nil {
            // An earlier process may have asked.
            let notices = asked[subject].map { self.notices(.init(.helpWithdrawn, $0)) } ?? []
            if try await store.questions.withdraw(subject, telling: notices, under: lease) {
              log.info("A person is no longer needed", ["cause": subject.rawValue])
            }
            asked[subject] = nil
          }
        }
        isFirst = false
        notifier.ring()
      } catch {
        // Redis is away, and others say so; the next round tries again.
        log.debug("What the town needs could not be told yet", ["error": "\(error)"])
      }
      try? await Task.sleep(for: Self.interval)
    }
  }

  private func notices(_ body: Notice.Body) -> [Notice] {
    Notice.notices([body], to: configuration.notify.map(\.spelling), at: Timestamp.now())
  }

  /// How often the service says how it stands.
  private static let interval = Duration.seconds(5)

  /// How often it is looked at whether Redis still keeps what it acknowledges.
  private static let durabilityInterval = Duration.seconds(60)

  /// Says at once when the data directory vanishes, and within a minute when Redis stops or begins to keep what it
  /// acknowledges; until cancelled.
  func watchGround() async {
    var problem: String?
    var appendonly = "yes"
    var nextQuestion = ContinuousClock.now
    while !Task.isCancelled {
      if store.directory.problem != problem {
        problem = store.directory.problem
        if let problem {
          log.error("The data directory is not what it was; stop the service and restore it", ["problem": problem])
        } else {
          log.info("The data directory is back")
        }
      }
      if nextQuestion <= .now, let facts = try? await RedisServerFacts(store.questions) {
        nextQuestion = .now + Self.durabilityInterval
        if let found = facts.appendonly, found != appendonly {
          appendonly = found
          if found == "no" {
            log.error("Redis keeps nothing over a restart: appendonly is off")
          } else {
            log.info("Redis keeps what it acknowledges: appendonly is on")
          }
        }
      }
      try? await Task.sleep(for: Self.interval)
    }
  }

  /// Keeps in the town what `status` tells of the service and of GitHub, until cancelled.
  func reportState() async {
    let since = Timestamp.now()
    var wasRefused = false
    while !Task.isCancelled {
      let record = github.observed.record
      var note = ServiceNote(version: ProgramVersion.text, since: since, at: Timestamp.now())
      note.githubAnsweredAt = record.answeredAt
      note.githubRefusedSince = record.refusedSince
      note.githubStatus = record.status
      note.webhooksRefused = metrics.refusedSignatures
      note.webhooksMissed = metrics.missedDeliveries
      if (record.refusedSince != nil) != wasRefused {
        wasRefused.toggle()
        if wasRefused {
          log.warning("GitHub refuses the token, or does not answer", ["status": record.status ?? 0])
        } else {
          log.info("GitHub answers again")
        }
      }
      // A Redis that is away is said by everything else; the next round tells it.
      try? await store.questions.note(note)
      try? await Task.sleep(for: Self.interval)
    }
  }
}
