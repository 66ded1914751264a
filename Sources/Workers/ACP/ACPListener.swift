import MissionCore
import Synchronization

/// What is heard of a run that speaks the Agent Client Protocol, and what it is told.
final class ACPListener: ProcessPartner {
  /// A message may hold a file that the agent shows; read as a tree it takes many times its size.
  private static let longestLine = 4 << 20

  private struct State {
    var conversation: ACPConversation
    var lines = LineSplitter(longest: ACPListener.longestLine)
    var log: BoundedLog?
    var tail = RunTail()

    mutating func note(_ words: some Collection<UInt8>) {
      log?.write(words)
      tail.take(words)
    }

    mutating func follow(_ reply: ACPConversation.Reply) -> ProcessReply {
      if !reply.log.isEmpty { note(reply.log.utf8) }
      return ProcessReply(
        bytes: reply.lines.flatMap { $0 + [0x0A] }, isLast: conversation.outcome != nil)
    }
  }

  private let state: Mutex<State>
  private let limits: ProcessRun.Limits

  init(_ conversation: ACPConversation, _ log: sending BoundedLog?, limits: ProcessRun.Limits) {
    state = Mutex(State(conversation: conversation, log: log))
    self.limits = limits
  }

  var isReady: Bool { state.withLock { $0.conversation.hasPrompted } }

  func begin() -> ProcessReply { state.withLock { $0.follow($0.conversation.begin()) } }

  func hear(_ stream: ProcessRun.Stream, _ bytes: ArraySlice<UInt8>) -> ProcessReply {
    state.withLock { state in
      guard stream == .output else {
        state.note(bytes)
        return ProcessReply()
      }
      var reply = ProcessReply()
      for line in state.lines.take(bytes) {
        switch line {
        case .tooLong: state.note("[a line of more than \(Self.longestLine) bytes is left out]\n".utf8)
        case .whole(let line):
          let next = state.follow(state.conversation.take(line))
          reply.bytes += next.bytes
          reply.isLast = next.isLast
        }
      }
      return reply
    }
  }

  func stop() -> ProcessReply { state.withLock { $0.follow($0.conversation.cancel()) } }

  /// What the run came to: a conversation that was led to its end counts as a program that ended by itself.
  func finish(_ end: ProcessRun.End) -> (end: ProcessRun.End, account: RunAccount, tail: String) {
    state.withLock { state in
      state.log?.finish()
      var account = state.conversation.account
      let question = state.conversation.question
      var ending = end
      switch (end, state.conversation.outcome) {
      case (.exited, .done), (.signalled, .done), (.dismissed, .done): ending = .exited(0)
      case (.exited, .failed(let reason)), (.signalled, .failed(let reason)), (.dismissed, .failed(let reason)):
        ending = .exited(1)
        account.error = reason
      case (.dismissed, nil):
        (ending, account.error) = (.exited(1), "it closed its output before it answered \(question)")
      case (.exited(0), nil): (ending, account.error) = (.exited(1), "it ended before it answered \(question)")
      case (.exited, nil), (.signalled, nil):
        (ending, account.error) = (.exited(1), "\(end) before it answered \(question)")
      case (.neverReady, _):
        ending = .exited(1)
        account.error =
          "it did not answer \(question) of the Agent Client Protocol within \(limits.readiness.components.seconds) s"
      case (.tookTooLong, _), (.usedTooMuchMemory, _), (.stopped, _), (.notStarted, _):
        break
      }
      let tail = state.tail.text
      // A program that speaks no such protocol says why in other words.
      if state.conversation.outcome == nil, let error = account.error, !tail.isEmpty {
        account.error = "\(error):\n\(tail)"
      }
      return (ending, account, tail)
    }
  }
}
