#define _GNU_SOURCE
#include "CSystem.h"

#include <pthread.h>
#include <spawn.h>
#include <stddef.h>
#include <sys/eventfd.h>
#include <sys/pidfd.h>
#include <sys/socket.h>

int32_t csystem_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

int32_t csystem_pidfd_open(int32_t pid) { return pidfd_open(pid, 0); }

int32_t csystem_pidfd_send_signal(int32_t pidfd, int32_t signal) {
  return pidfd_send_signal(pidfd, signal, NULL, 0);
}

void csystem_name_thread(const char *name) { pthread_setname_np(pthread_self(), name); }

int32_t csystem_spawn_close_from(void *actions, int32_t first) {
  return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

int32_t csystem_peer_pid(int32_t socket) {
  struct ucred peer = {0};
  socklen_t size = sizeof peer;
  return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 ? peer.pid : 0;
}
