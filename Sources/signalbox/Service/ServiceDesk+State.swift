import Doors
import MissionCore
import MissionStore

extension ServiceDesk {
  /// How often the service says how it stands.
  private static let interval = Duration.seconds(5)

  /// Keeps in the town what `status` tells of the service and of GitHub, until cancelled.
  func reportState() async {
    let since = Clock.now()
    var wasRefused = false
    while !Task.isCancelled {
      let record = github.observed.record
      var note = ServiceNote(version: Program.version, since: since, at: Clock.now())
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
