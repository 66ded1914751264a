package import Glibc

/// Stops a child of this process as a hanging disk would: alive, silent. It has stopped when this returns.
package func freeze(_ child: pid_t) {
  kill(child, SIGSTOP)
  var seen = siginfo_t()
  waitid(P_PID, id_t(child), &seen, WSTOPPED | WNOWAIT)
}
