package import CommandLine
package import MissionCore
package import MissionStore

/// Questions to the conductor as lines for people.
package enum HelpLines {
  /// What is asked, what to do, since when.
  package static func lines(_ requests: [HelpMessage], at now: Timestamp, paint: Paint) -> [String] {
    guard !requests.isEmpty else { return ["🆘 No help requests"] }
    return ["🆘 Help Requests: \(requests.count)"]
      + requests.flatMap { request in
        let mission = request.missionID.map { "Mission \(Names.short($0)): " } ?? ""
        let sent =
          Timestamp(rfc3339: request.sentAt).map { Words.ago($0, at: now) } ?? request.sentAt.printable(limit: 40)
        return ["   \(mission)\(paint.bad(request.reason.printable(limit: 1000)))"]
          + (request.remedy.isEmpty ? [] : ["      └─ \(request.remedy.printable(limit: 1000))"])
          + ["      \(paint.faint("sent \("time".counted(request.timesSent)), last \(sent)"))"]
      }
  }
}
