#pragma once
#include <microhttpd.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/socket.h>

// Receives the request target as the client wrote it, before libmicrohttpd unescapes it in place.
typedef void *(*signalbox_target_callback)(void *context, const char *target, struct MHD_Connection *connection);

struct signalbox_daemon_options {
  unsigned int threads;
  unsigned int connection_limit;
  size_t memory_limit;
  size_t memory_increment;
  MHD_AccessHandlerCallback handler;
  MHD_RequestCompletedCallback completed;
  MHD_NotifyConnectionCallback connection_changed;
  signalbox_target_callback target;
  void *context;
};

// Starts a daemon without a listening socket (connections come by MHD_add_connection). MHD_start_daemon is variadic.
struct MHD_Daemon *signalbox_daemon_start(const struct signalbox_daemon_options *options);

// The socket of a connection, or -1. MHD_get_connection_info is variadic.
int signalbox_connection_socket(struct MHD_Connection *connection);

// What `connection_changed` stored for the connection when it began, or NULL.
void *signalbox_connection_context(struct MHD_Connection *connection);

// accept4 with a non-blocking socket that children do not inherit (accept4 is not in Swift's Glibc module).
int signalbox_accept(int listening, struct sockaddr *name, socklen_t *length);

// Looks at what libmicrohttpd has read from a guarded socket, and says how much of it libmicrohttpd gets; 0 ends the
// connection.
typedef ssize_t (*signalbox_guard)(void *context, const void *bytes, ssize_t count);

// Sets what looks at the bytes of guarded sockets. Before the first of them.
void signalbox_guard_sockets(signalbox_guard callback);

// Guards a socket, or with NULL no longer; that before it is closed.
void signalbox_guard_socket(int socket, void *context);

// Raises the soft limit of open descriptors to `wanted`, or as far as the hard limit allows. Never lowers it.
void signalbox_raise_descriptor_limit(uint64_t wanted);

// MHD_SIZE_UNKNOWN and the content reader results are macro casts, which Swift does not import.
uint64_t signalbox_size_unknown(void);
ssize_t signalbox_end_of_stream(void);
