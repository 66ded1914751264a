/// An HTTP client over libcurl: one thread, one pool of connections, HTTP/2 over TLS where the server has it.
///
/// A request that ends with an answer of any status is a success here; only a missing answer is a ``Failure``.
/// Cancelling the task ends the transfer at once. Redirects are not followed: only the caller knows where its
/// credentials may go.
package final class HTTPClient: HTTPTransport {
  private let loop: TransferLoop

  /// A client with a pool of its own.
  package init(configuration: Configuration = Configuration()) {
    loop = TransferLoop(configuration: configuration)
    loop.start()
  }

  deinit {
    loop.close()
  }

  /// Ends what is under way with ``Failure/closed`` and refuses what comes later. Does not wait.
  package func close() {
    loop.close()
  }

  /// Sends the request once and waits for the whole answer.
  ///
  /// libcurl repeats a request by itself when a reused connection dies before the first byte of an answer, also a POST
  /// that the server may have acted on (curl/curl pull request #18417). A request that is not
  /// ``Request/isRepeatable`` therefore always gets a connection of its own, where that does not happen.
  package func send(_ request: Request) async throws(Failure) -> Response {
    let transfer = Transfer(request)
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        transfer.prepare(continuation)
        loop.start(transfer)
      }
    } onCancel: {
      // May run before the transfer is started, so the transfer itself remembers it too.
      transfer.cancel()
      loop.cancel(transfer)
    }
    return try result.get()
  }
}
