import CCurl
import FoundationEssentials
import Synchronization

/// One request on its way.
///
/// `@unchecked Sendable`: it is made by the caller, then handed to the loop's thread through the inbox's lock, and from
/// then on only that thread touches it, libcurl's callbacks included. The one exception is the atomic cancellation.
final class Transfer: @unchecked Sendable {
  typealias Outcome = Result<HTTPClient.Response, HTTPClient.Failure>

  let request: HTTPClient.Request
  private(set) var handle: UnsafeMutableRawPointer?
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private let errorText = UnsafeMutableBufferPointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
  private var continuation: CheckedContinuation<Outcome, Never>?
  private let cancelled = Atomic(false)

  private var headers = HTTPClient.Headers()
  private var headerByteCount = 0
  private var body = Data()
  private var isTooLarge = false

  init(_ request: HTTPClient.Request) {
    self.request = request
    errorText.initialize(repeating: 0)
  }

  deinit {
    close()
    errorText.deallocate()
  }

  var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

  func cancel() {
    cancelled.store(true, ordering: .releasing)
  }

  func prepare(_ continuation: CheckedContinuation<Outcome, Never>) {
    self.continuation = continuation
  }

  /// Answers the caller; the second and later times do nothing.
  func finish(_ outcome: Outcome) {
    continuation?.resume(returning: outcome)
    continuation = nil
  }

  /// Makes the libcurl handle for the request.
  func open(_ configuration: HTTPClient.Configuration) -> Result<UnsafeMutableRawPointer, HTTPClient.Failure> {
    if let fault = request.fault { return .failure(.invalidRequest(fault)) }
    guard let handle = curl_easy_init() else {
      return .failure(.other(code: Int(CURLE_OUT_OF_MEMORY.rawValue), "no handle"))
    }
    self.handle = handle
    headerList = request.headerList()
    request.apply(to: handle, configuration)
    _ = signalbox_curl_set_list(handle, CURLOPT_HTTPHEADER, headerList)
    _ = signalbox_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText.baseAddress)
    receive(with: handle)
    return .success(handle)
  }

  /// Frees what libcurl holds. The loop has taken the handle out of the multi handle before.
  func close() {
    if let handle { curl_easy_cleanup(handle) }
    curl_slist_free_all(headerList)
    handle = nil
    headerList = nil
  }

  /// What libcurl's result means.
  func outcome(of result: CURLcode) -> Outcome {
    guard result == CURLE_OK else {
      return .failure(
        isTooLarge ? .responseTooLarge(limit: request.responseLimit) : Self.failure(result, reason, request))
    }
    var status = 0
    if let handle { _ = signalbox_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status) }
    return .success(HTTPClient.Response(status: status, headers: headers, body: body))
  }

  // MARK: - Receiving

  /// Most bytes of header an answer may have.
  private static let headerLimit = 256 << 10

  /// The callbacks get the transfer unretained: the loop holds it for as long as the handle lives.
  private func receive(with handle: UnsafeMutableRawPointer) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    _ = signalbox_curl_set_pointer(handle, CURLOPT_WRITEDATA, context)
    _ = signalbox_curl_set_receiver(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
      guard let bytes, let context else { return 0 }
      let (total, overflow) = size.multipliedReportingOverflow(by: count)
      guard !overflow else { return 0 }
      let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
      return transfer.takeBody(UnsafeRawBufferPointer(start: bytes, count: total))
    }
    _ = signalbox_curl_set_pointer(handle, CURLOPT_HEADERDATA, context)
    _ = signalbox_curl_set_receiver(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
      guard let bytes, let context else { return 0 }
      let (total, overflow) = size.multipliedReportingOverflow(by: count)
      guard !overflow else { return 0 }
      let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
      return transfer.takeHeader(UnsafeRawBufferPointer(start: bytes, count: total))
    }
  }

  /// Answering anything but the count makes libcurl end the transfer.
  private func takeBody(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard bytes.count <= request.responseLimit - body.count else {
      isTooLarge = true
      return bytes.isEmpty ? 1 : 0
    }
    body.append(contentsOf: bytes)
    return bytes.count
  }

  private func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
    headerByteCount += bytes.count
    guard headerByteCount <= Self.headerLimit else {
      isTooLarge = true
      return bytes.isEmpty ? 1 : 0
    }
    // A new status line begins a new answer: what came before was a 100 Continue or the proxy's.
    if bytes.starts(with: "HTTP/".utf8) {
      headers = HTTPClient.Headers()
      return bytes.count
    }
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return bytes.count }
    headers.append(Self.text(bytes[..<colon]), Self.text(bytes[(colon + 1)...]))
    return bytes.count
  }

  private static func text(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
    let isSpace: (UInt8) -> Bool = { $0 == 32 || $0 == 9 || $0 == 13 || $0 == 10 }
    let trimmed = bytes.drop(while: isSpace)
    let end = trimmed.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? trimmed.startIndex
    return String(decoding: trimmed[trimmed.startIndex..<end], as: UTF8.self)
  }

  // MARK: - Failing

  private var reason: String {
    String(decoding: errorText.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func failure(
    _ result: CURLcode, _ reason: String, _ request: HTTPClient.Request
  ) -> HTTPClient.Failure {
    let reason = reason.isEmpty ? String(cString: curl_easy_strerror(result)) : reason
    return switch result {
    case CURLE_URL_MALFORMAT: .invalidRequest(.url)
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .cannotResolve(reason)
    case CURLE_COULDNT_CONNECT, CURLE_PROXY: .connectionFailed(reason)
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
      CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_ENGINE_INITFAILED:
      .tls(reason)
    case CURLE_OPERATION_TIMEDOUT: .timedOut
    case CURLE_FILESIZE_EXCEEDED: .responseTooLarge(limit: request.responseLimit)
    case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM:
      .interrupted(reason)
    // The scheme was checked before, so this is an answer without a status line.
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING: .malformedResponse(reason)
    default: .other(code: Int(result.rawValue), reason)
    }
  }
}
