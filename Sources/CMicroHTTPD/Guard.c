#define _GNU_SOURCE
// The inline `recv` of fortified headers would stand in the way of ours.
#undef _FORTIFY_SOURCE
#include "CMicroHTTPD.h"

#include <stdatomic.h>
#include <sys/syscall.h>
#include <unistd.h>

// libmicrohttpd reads leniently (a bare CR, LF or NUL ends a line, a bare LF a chunk) and offers no place to look at
// the bytes before it does. The dynamic linker has one: this `recv` is found before libc's. For sockets without a guard
// it is libc's.
enum { SOCKETS = 1 << 20 };
static _Atomic(void *) contexts[SOCKETS];
static _Atomic(signalbox_guard) guard;

void signalbox_guard_sockets(signalbox_guard callback) { atomic_store(&guard, callback); }

void signalbox_guard_socket(int socket, void *context) {
  if (socket >= 0 && socket < SOCKETS) atomic_store_explicit(&contexts[socket], context, memory_order_release);
}

ssize_t recv(int socket, void *buffer, size_t size, int flags) {
  ssize_t count = syscall(SYS_recvfrom, socket, buffer, size, flags, NULL, NULL);
  // libmicrohttpd's own reads have no flags; looks ahead have.
  if (count <= 0 || flags != 0 || socket >= SOCKETS) return count;
  void *context = atomic_load_explicit(&contexts[socket], memory_order_acquire);
  if (context == NULL) return count;
  return atomic_load(&guard)(context, buffer, count);
}
