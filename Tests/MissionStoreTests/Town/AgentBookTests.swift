import MissionCore
import Testing

@testable import MissionStore

@Suite("The book of agents")
struct AgentBookTests {
  private let now = Timestamp(milliseconds: 5_000)
  private let start = Timestamp(milliseconds: 0)
  private let task: Identifier<WorkTask> = Play.id(0x7)

  @Test("yields nothing when nothing is said about an agent")
  func nothing() {
    var book = AgentBook([Play.agent(1, "a", at: start)])
    book.apply([.activity("x")], of: Play.mission(at: start), at: now)
    #expect(book.changes.isEmpty)
  }

  @Test("makes an agent busy, and idle again when it is released in the same decision")
  func assignAndRelease() {
    let agent = Play.agent(1, "a", at: start)
    var book = AgentBook([agent])
    book.apply([.assign(task, to: agent.id)], of: Play.mission(at: start), at: now)
    #expect(book[agent.id]?.state == .busy(task: task, mission: Play.firstID))
    book.apply([.release(agent.id, completed: true)], of: Play.mission(at: start), at: now)
    #expect(book[agent.id]?.state == .idle)
    #expect(book[agent.id]?.tasksCompleted == 1)
    #expect(book[agent.id]?.lastActiveAt == now)
    #expect(book.changes.map(\.before) == [agent])
  }

  @Test("leaves an agent alone that holds a task of another mission, or that another tool has stopped")
  func releaseOfOthers() {
    for state in [Agent.State.busy(task: task, mission: Play.id(9)), .unavailable("paused"), .lost] {
      let agent = Play.agent(1, "a", state: state, at: start)
      var book = AgentBook([agent])
      book.apply([.release(agent.id, completed: false)], of: Play.mission(at: start), at: now)
      #expect(book[agent.id]?.state == state)
    }
  }

  @Test("loses an agent whose lease ended, unless it works for another mission; a sign of life brings it back")
  func lost() {
    let mine = Play.agent(1, "a", state: .busy(task: task, mission: Play.firstID), at: start)
    let other = Play.agent(2, "b", state: .busy(task: task, mission: Play.id(9)), at: start)
    var book = AgentBook([mine, other])
    book.apply([.markLost(mine.id), .markLost(other.id)], of: Play.mission(at: start), at: now)
    #expect(book[mine.id]?.state == .lost)
    #expect(book[other.id]?.state == other.state)
    book.showUp(mine.id, at: now)
    #expect(book[mine.id]?.state == .idle)
    #expect(book[mine.id]?.lastHeartbeat == now)
  }

  @Test("passes over agents it does not know")
  func unknown() {
    var book = AgentBook([])
    let agent: Identifier<Agent> = Play.id(1)
    book.apply(
      [.assign(task, to: agent), .release(agent, completed: true), .markLost(agent), .taken(task, by: agent)],
      of: Play.mission(at: start), at: now)
    book.showUp(agent, at: now)
    #expect(book.changes.isEmpty)
  }

  @Test("adds and removes agents")
  func membership() {
    let old = Play.agent(1, "a", at: start)
    let new = Play.agent(2, "b", at: start)
    var book = AgentBook([old])
    book.register(new)
    book.remove(old.id)
    #expect(book.changes == [AgentChange(before: old, after: nil), AgentChange(before: nil, after: new)])
  }
}
