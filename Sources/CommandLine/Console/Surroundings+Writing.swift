import Glibc

extension Surroundings {
  /// Writes a whole file in one step: whoever reads it meanwhile finds what stood there before, or all of this.
  package func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
    let file = absolute(path)
    let draft = "\(file).\(getpid()).draft"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw unwritable(path, errno) }
    let isWritten = writeAll(bytes, to: descriptor)
    let fault = errno
    close(descriptor)
    guard isWritten, rename(draft, file) == 0 else {
      let reason = isWritten ? errno : fault
      unlink(draft)
      throw unwritable(path, reason)
    }
  }

  private func unwritable(_ path: String, _ code: Int32) -> CommandFailure {
    CommandFailure(
      .failure, "\(path.printable(limit: 200)) cannot be written: \(String(cString: strerror(code)))",
      hint: "give a place in a directory that exists and may be written")
  }
}
