import FoundationEssentials
import Glibc
package import MissionCore

/// The folders of planned items' worktrees: called by the item's number, which other missions of the same data
/// directory have too. A number means the mission that came first, until that one is over and its folder is gone.
package struct NumberedFolders: Sendable {
  private let numbers: String
  private let worktrees: String

  /// The folders of a data directory.
  package init(data: String) {
    numbers = "\(data)/numbers"
    worktrees = "\(data)/worktrees"
  }

  /// The folder of an item: its number where that is its mission's or free, else its identity.
  ///
  /// - Parameters:
  ///   - identity: the item's; a worktree that is called so already stays so.
  ///   - isOver: whether a mission has nothing more to do with the number.
  package func folder(
    number: String, of mission: Identifier<Mission>, identity: String, isOver: (Identifier<Mission>) async -> Bool
  ) async -> String {
    guard number.allSatisfy({ $0.isASCII && $0.isNumber }), access("\(worktrees)/\(identity)", F_OK) != 0 else {
      return identity
    }
    let owner = owner(of: number)
    if owner == mission { return number }
    let isLeft =
      if let owner { await isOver(owner) && access("\(worktrees)/\(number)", F_OK) != 0 } else { true }
    return isLeft && claim(number, for: mission, from: owner) ? number : identity
  }

  private func owner(of number: String) -> Identifier<Mission>? {
    guard let bytes = FileManager.default.contents(atPath: "\(numbers)/\(number)") else { return nil }
    return Identifier<Mission>(String(decoding: bytes, as: UTF8.self).filter { !$0.isNewline })
  }

  /// Takes a number for a mission, unless somebody was faster.
  private func claim(
    _ number: String, for mission: Identifier<Mission>, from former: Identifier<Mission>?
  ) -> Bool {
    try? FileManager.default.createDirectory(
      atPath: numbers, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let lock = open("\(numbers)/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard lock >= 0 else { return false }
    defer { close(lock) }
    guard flock(lock, LOCK_EX) == 0 else { return false }
    let owner = owner(of: number)
    guard owner == former || owner == mission else { return false }
    return (try? Data(mission.text.utf8).write(to: URL(filePath: "\(numbers)/\(number)"), options: .atomic)) != nil
  }
}
