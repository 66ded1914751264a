import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import Redis

@Suite("A data directory")
struct DataDirectoryLockTests {
  @Test("is made for its owner alone, with those above it")
  func made() throws {
    let directory = try TestFolder()
    let lock = try DataDirectoryLock(directory.path + "/a/b")
    var status = stat()
    #expect(stat(lock.path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o700)
    #expect(lock.path.hasSuffix("/a/b"))
  }

  @Test("is refused to a second service with the first one's pid, also by another name, and free again after it")
  func exclusive() throws {
    let directory = try TestFolder()
    var lock: DataDirectoryLock? = try DataDirectoryLock(directory.path)
    #expect(throws: DataDirectoryError.held(pid: getpid())) { try DataDirectoryLock(directory.path) }
    symlink(directory.path, directory.path + "/other-name")
    #expect(throws: DataDirectoryError.held(pid: getpid())) { try DataDirectoryLock(directory.path + "/other-name") }
    withExtendedLifetime(lock) {}
    lock = nil
    #expect(throws: Never.self) { try DataDirectoryLock(directory.path) }
  }

  @Test("is free again though a program that is being started at that moment has a copy of the descriptor")
  func copied() throws {
    let directory = try TestFolder()
    var lock: DataDirectoryLock? = try DataDirectoryLock(directory.path)
    let file = try #require(lock).path + "/signalbox.pid"
    let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { Int32($0) }
    let held = descriptors.filter {
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == file
    }
    try #require(held.count == 1)
    let copy = fcntl(held[0], F_DUPFD_CLOEXEC, 0)
    defer { close(copy) }
    lock = nil
    #expect(throws: Never.self) { try DataDirectoryLock(directory.path) }
  }

  @Test("that a dead service left its pid in is free")
  func stale() throws {
    let directory = try TestFolder()
    try "1\n".write(toFile: directory.path + "/signalbox.pid", atomically: false, encoding: .utf8)
    let lock = try DataDirectoryLock(directory.path)
    let text = try String(contentsOfFile: directory.path + "/signalbox.pid", encoding: .utf8)
    #expect(text == "\(getpid())\n")
    withExtendedLifetime(lock) {}
  }

  @Test("that is a file is an error with path and reason")
  func notADirectory() throws {
    let directory = try TestFolder()
    let path = directory.path + "/file"
    try "".write(toFile: path, atomically: false, encoding: .utf8)
    #expect(throws: DataDirectoryError.unusable(path: path, reason: "Not a directory")) {
      try DataDirectoryLock(path)
    }
  }
}
