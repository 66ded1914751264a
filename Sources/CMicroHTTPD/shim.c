#define _GNU_SOURCE
#include "CMicroHTTPD.h"


struct MHD_Daemon *signalbox_daemon_start(const struct signalbox_daemon_options *options) {
  struct MHD_OptionItem pool[] = {
      {MHD_OPTION_THREAD_POOL_SIZE, (intptr_t)options->threads, NULL},
      {MHD_OPTION_END, 0, NULL},
  };
  // A pool of one is refused by libmicrohttpd; one thread is its default.
  struct MHD_OptionItem *extra = options->threads > 1 ? &pool[0] : &pool[1];
  return MHD_start_daemon(
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC | MHD_USE_NO_LISTEN_SOCKET, 0, NULL,
      NULL, options->handler, options->context,
      MHD_OPTION_NOTIFY_COMPLETED, options->completed, options->context,
      MHD_OPTION_NOTIFY_CONNECTION, options->connection_changed, options->context,
      MHD_OPTION_URI_LOG_CALLBACK, options->target, options->context,
      MHD_OPTION_CONNECTION_LIMIT, options->connection_limit,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, options->memory_limit,
      MHD_OPTION_CONNECTION_MEMORY_INCREMENT, options->memory_increment,
      MHD_OPTION_ARRAY, extra,
      MHD_OPTION_END);
}

int signalbox_connection_socket(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info == NULL ? -1 : info->connect_fd;
}

void *signalbox_connection_context(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return info == NULL ? NULL : info->socket_context;
}

int signalbox_accept(int listening, struct sockaddr *name, socklen_t *length) {
  return accept4(listening, name, length, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

void signalbox_raise_descriptor_limit(uint64_t wanted) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= wanted) return;
  limit.rlim_cur = limit.rlim_max == RLIM_INFINITY || wanted < limit.rlim_max ? (rlim_t)wanted : limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

uint64_t signalbox_size_unknown(void) { return MHD_SIZE_UNKNOWN; }

ssize_t signalbox_end_of_stream(void) { return MHD_CONTENT_READER_END_OF_STREAM; }
