package import MissionCore
import Redis

extension TownStore {
  /// How many tasks one look asks for at once.
  private static let batch = 500
  /// How many of the conductor's newest messages are looked through.
  private static let letters = 200

  /// What other tools wrote about tasks that are open here, with their missions: into the tasks' own records, or as
  /// messages to the conductor. It costs a few round trips that grow with the open tasks, never with the finished ones.
  package func recordedReports() async throws(StoreError) -> [(mission: Identifier<Mission>, report: RecordedReport)] {
    let reply = try await read(["ZRANGE", .text(keys.tasks(openOnly: true)), 0, -1])
    let members = (reply.strings() ?? []).compactMap { TaskMember($0) }
    guard !members.isEmpty else { return [] }
    let letters = try await reportingLetters()
    var found: [(mission: Identifier<Mission>, report: RecordedReport)] = []
    for start in stride(from: 0, to: members.count, by: Self.batch) {
      let part = members[start..<min(members.count, start + Self.batch)]
      let replies = try await send(
        batch: part.map { member in
          .command([
            "HMGET", .text(keys.task(member.task.text)), "state", .text(TaskRecord.keptState), "assigned_to", "result",
          ])
        })
      for (member, reply) in zip(part, replies) {
        // What is no hash, or was taken away, says nothing.
        guard let fields = reply.array?.map(\.text), fields.count == 4, let state = fields[0] else { continue }
        let agent = fields[2].flatMap { Identifier<Agent>($0) }
        if state != fields[1], let word = RecordedReport.Word(state: state, kept: fields[1], result: fields[3]) {
          found.append((member.mission, RecordedReport(task: member.task, agent: agent, word: word)))
        } else if let letter = letters.last(where: { $0.task == member.task && $0.agent == agent }) {
          found.append((member.mission, letter))
        }
      }
    }
    return found
  }

  private func reportingLetters() async throws(StoreError) -> [RecordedReport] {
    let box = keys.inbox(agent: Self.conductor.text)
    let messages: RedisReply
    do throws(StoreError) {
      messages = try await read(["LRANGE", .text(box), .integer(-Self.letters), -1])
    } catch .unreadable {
      return []
    }
    return (messages.array ?? []).compactMap(\.bytes).compactMap { bytes in
      (try? PartCoding.unpacked(ReportingLetter.self, from: bytes))?.report
    }
  }
}

extension RecordedReport.Word {
  /// What a record says whose state another tool has changed; nil where nothing follows from that.
  ///
  /// - Parameter kept: the state that we wrote last; nil in a record of an earlier version.
  fileprivate init?(state: String, kept: String?, result: String?) {
    switch (state, kept) {
    case ("completed", _): self = .completed(result: result ?? "", isCounted: true)
    case ("failed", _): self = .failed(reason: result ?? "its record says no reason")
    case ("cancelled", _): self = .failed(reason: result ?? "another tool cancelled it")
    case ("running", "assigned"), ("in_flight", "assigned"): self = .taken
    default: return nil
    }
  }
}

/// A message by which an agent tells the conductor how its task ended.
private struct ReportingLetter: Decodable {
  let report: RecordedReport

  private enum CodingKeys: String, CodingKey {
    case type, from, result, error
    case taskID = "task_id"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let word: RecordedReport.Word
    switch try container.decode(String.self, forKey: .type) {
    case "task_done":
      word = .completed(result: try container.decodeIfPresent(String.self, forKey: .result) ?? "", isCounted: false)
    case "task_failed":
      word = .failed(reason: try container.decodeIfPresent(String.self, forKey: .error) ?? "its message says no reason")
    default:
      throw DecodingError.dataCorruptedError(forKey: .type, in: container, debugDescription: "no report on a task")
    }
    report = RecordedReport(
      task: try container.decode(Identifier<WorkTask>.self, forKey: .taskID),
      agent: try container.decode(Identifier<Agent>.self, forKey: .from), word: word)
  }
}
