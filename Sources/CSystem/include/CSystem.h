#pragma once
#include <stdint.h>

// Linux calls that Swift's Glibc module does not declare. Only plain types here, and _GNU_SOURCE in the .c file alone:
// system headers read with other feature macros than Glibc's clash with it ("fds_bits is not present in fd_set").

/// A close-on-exec, non-blocking eventfd with counter 0; -1 with errno.
int32_t csystem_eventfd(void);

/// A descriptor that becomes readable when the process ends (close-on-exec); -1 with errno. It keeps meaning this very
/// process even when its number is used again.
int32_t csystem_pidfd_open(int32_t pid);

/// Sends a signal through a pidfd; -1 with errno (ESRCH: the process has ended).
int32_t csystem_pidfd_send_signal(int32_t pidfd, int32_t signal);

/// Adds to posix_spawn_file_actions_t `actions` that the child closes every descriptor from `first` on; 0 or an errno.
int32_t csystem_spawn_close_from(void *actions, int32_t first);

/// Adds to posix_spawn_file_actions_t `actions` that the child works in the directory `path`; 0 or an errno.
int32_t csystem_spawn_change_directory(void *actions, const char *path);

/// The process that listens at the other end of a connected unix socket; 0 if unknown.
int32_t csystem_peer_pid(int32_t socket);

/// Takes the lock of an open file, which belongs to it and its copies alone (`F_OFD_SETLK`); -1 where another open file
/// has it.
int32_t csystem_lock(int32_t descriptor);

/// Gives the lock of an open file back, whoever has a copy of the descriptor; -1 with errno.
int32_t csystem_unlock(int32_t descriptor);

/// Whether another open file has the lock, without taking it for that moment: 1 or 0.
int32_t csystem_is_locked(int32_t descriptor);

/// A close-on-exec epoll instance; -1 with errno.
int32_t csystem_epoll_create(void);

/// Watches `descriptor` for something to read; it is then told by `tag`. -1 with errno.
int32_t csystem_epoll_add(int32_t epoll, int32_t descriptor, uint32_t tag);

/// Waits for at most `milliseconds` and writes the tags of at most 64 readable descriptors. Their number; -1 with errno.
int32_t csystem_epoll_wait(int32_t epoll, uint32_t *tags, int32_t milliseconds);

/// Names the calling thread for debuggers; Linux refuses more than 15 bytes.
void csystem_name_thread(const char *name);
