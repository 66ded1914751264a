#define _GNU_SOURCE
#include "CSystem.h"

#include <fcntl.h>
#include <pthread.h>
#include <spawn.h>
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/pidfd.h>
#include <sys/socket.h>

int32_t csystem_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

int32_t csystem_pidfd_open(int32_t pid) { return pidfd_open(pid, 0); }

int32_t csystem_pidfd_send_signal(int32_t pidfd, int32_t signal) {
  return pidfd_send_signal(pidfd, signal, NULL, 0);
}

int32_t csystem_lock(int32_t descriptor) {
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  return fcntl(descriptor, F_OFD_SETLK, &lock);
}

int32_t csystem_unlock(int32_t descriptor) {
  struct flock lock = {.l_type = F_UNLCK, .l_whence = SEEK_SET};
  return fcntl(descriptor, F_OFD_SETLK, &lock);
}

int32_t csystem_is_locked(int32_t descriptor) {
  struct flock lock = {.l_type = F_RDLCK, .l_whence = SEEK_SET};
  return fcntl(descriptor, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

int32_t csystem_epoll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }

int32_t csystem_epoll_add(int32_t epoll, int32_t descriptor, uint32_t tag) {
  struct epoll_event event = {.events = EPOLLIN, .data = {.u32 = tag}};
  return epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
}

int32_t csystem_epoll_wait(int32_t epoll, uint32_t *tags, int32_t milliseconds) {
  struct epoll_event events[64];
  int count = epoll_wait(epoll, events, 64, milliseconds);
  for (int index = 0; index < count; index++) tags[index] = events[index].data.u32;
  return count;
}

void csystem_name_thread(const char *name) { pthread_setname_np(pthread_self(), name); }

int32_t csystem_spawn_close_from(void *actions, int32_t first) {
  return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

int32_t csystem_spawn_change_directory(void *actions, const char *path) {
  return posix_spawn_file_actions_addchdir_np(actions, path);
}

int32_t csystem_peer_pid(int32_t socket) {
  struct ucred peer = {0};
  socklen_t size = sizeof peer;
  return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 ? peer.pid : 0;
}
