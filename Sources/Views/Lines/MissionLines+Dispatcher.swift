import CommandLine
import MissionCore

extension MissionLines {
  /// Last look, open questions to the conductor, and the newest notes.
  package var dispatcher: [String] {
    let header = mission.header
    var lines = [
      "🛰️  Dispatcher:", "   Last tick: \(Words.ago(header.lastTickAt, at: now))",
      "   Last progress: \(Words.ago(header.lastProgressAt, at: now))", "   Help requests: \(header.help.count)",
    ]
    for request in header.help {
      lines.append("      🆘 \(paint.bad(request.reason.printable()))")
      lines.append("         └─ \(request.remedy.printable())")
      lines.append(
        "         sent \("time".counted(request.timesSent)), last \(Words.ago(request.sentAt, at: now)), repeated "
          + Words.ago(request.repeatsAt, at: now))
    }
    let notes = mission.notes.values.sorted { ($0.createdAt, $0.id) > ($1.createdAt, $1.id) }
    lines.append("   Notes: \(notes.count)")
    for note in notes.prefix(5) {
      lines.append("      📝 \(note.sender.printable(limit: 40)): \(note.body.printable(limit: 120))")
      lines.append("         └─ \((note.outcome ?? "not applied yet").printable(limit: 200))")
    }
    return lines
  }
}
