import GitHub
import HTTP
import MissionCore
import Synchronization

/// What the server's thread, the courier and the owner of a sandbox share.
final class SandboxShared: Sendable {
  let core: Mutex<SandboxCore>
  /// Calls that are never answered. Letting go of one would answer it, so they are kept until the end.
  private let unanswered = Mutex<[Responder]>([])

  init(_ configuration: SandboxConfiguration) {
    core = Mutex(SandboxCore(links: Links(api: "", pages: configuration.pages), prefix: configuration.prefix))
  }

  /// Keeps a call that gets no answer.
  func keepUnanswered(_ reply: Responder) { unanswered.withLock { $0.append(reply) } }

  /// Lets go of the calls that got no answer, at the end.
  func releaseUnanswered() {
    let replies = unanswered.withLock { replies in
      defer { replies = [] }
      return replies
    }
    for reply in replies { reply.send(.json(503, #"{"message":"Sandbox stopped"}"#)) }
  }
}
