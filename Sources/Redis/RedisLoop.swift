import Glibc
import System

/// What a connection's thread does: hand requests to its links and wait for all of them at once. Confined to that
/// thread.
final class RedisLoop {
  /// What Redis reads from one socket in one turn (`PROTO_IOBUF_LEN`), in bytes.
  private static let turn = 16 << 10

  private let inbox: RedisInbox
  private let links: [RedisLink]

  init(inbox: RedisInbox, address: RedisAddress, options: RedisConnection.Options) {
    self.inbox = inbox
    links = (0..<max(1, options.lanes)).map { _ in RedisLink(to: address, options: options) }
  }

  /// Runs until the connection is closed; then everything that waits has been told so.
  func run() {
    while true {
      let delivery = inbox.take(finished: finished())
      for item in delivery.items { link(for: item).admit(item) }
      guard !delivery.isClosed else { break }
      let now = ContinuousClock.now
      for link in links { link.turn(now) }
      for link in links { link.tell() }
      wait()
    }
    for link in links { link.end() }
  }

  private func finished() -> RedisInbox.Load {
    links.reduce(into: RedisInbox.Load()) { $0.add($1.takeFinished()) }
  }

  /// The first link whose next turn has room, or the one with the least to do: while there is little, one socket
  /// carries it in groups.
  private func link(for item: RedisItem) -> RedisLink {
    var best = links[0]
    for link in links where link.isReady {
      if link.load == 0 || link.load + item.cost <= Self.turn { return link }
      if !best.isReady || link.load < best.load { best = link }
    }
    return best
  }

  private func wait() {
    // On several links, while one group is on its way the next one gathers unrung: the answers wake this thread soon
    // enough, and each bell spared is a thread that is not woken for a single request.
    let gathers = links.count > 1 && links.contains { $0.isAwaiting }
    let isQuiet = gathers || inbox.listen()
    var descriptors = [pollfd(fd: inbox.descriptor, events: Int16(POLLIN), revents: 0)]
    descriptors.reserveCapacity(links.count + 1)
    for link in links { descriptors.append(link.interest) }
    let found = poll(&descriptors, nfds_t(descriptors.count), isQuiet ? millisecondsToWait() : 0)
    guard found > 0 else { return }
    if descriptors[0].revents != 0 { inbox.silence() }
    for (index, link) in links.enumerated() { link.proceed(descriptors[index + 1].revents) }
  }

  private func millisecondsToWait() -> Int32 {
    links.compactMap(\.dueAt).min().map { Milliseconds.until($0) } ?? -1
  }
}
