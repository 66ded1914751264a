import CommandLine
import Commands
import Glibc

@main
struct Main {
  static func main() async {
    // A reader that went away is an error of `write`, not the end of the process.
    signal(SIGPIPE, SIG_IGN)
    let program = Program(words: Array(Swift.CommandLine.arguments.dropFirst()), surroundings: .ofProcess)
    exit(await program.run().rawValue)
  }
}
