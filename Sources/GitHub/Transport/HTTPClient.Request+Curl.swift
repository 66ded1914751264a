import CCurl
import FoundationEssentials

extension HTTPClient.Request {
  /// What makes the request impossible to send, if anything.
  ///
  /// libcurl writes header lines as they are: a line end inside a value would become a header of its own.
  var fault: HTTPClient.RequestFault? {
    let scheme = url.prefix { $0 != ":" }.lowercased()
    guard scheme == "http" || scheme == "https", url.dropFirst(scheme.count).hasPrefix("://"),
      url.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
    else { return .url }
    for field in headers.fields {
      guard Self.isName(field.name), !field.value.utf8.contains(where: Self.endsField) else {
        return .header(field.name)
      }
    }
    if let bearer, bearer.withBytes({ $0.contains { $0 <= 32 || $0 >= 127 } }) { return .header("Authorization") }
    return nil
  }

  /// The header lines in libcurl's form; the caller frees them after the transfer.
  func headerList() -> UnsafeMutablePointer<curl_slist>? {
    var list: UnsafeMutablePointer<curl_slist>?
    for field in headers.fields {
      // libcurl reads "Name:" as "leave this header out"; "Name;" is its form for an empty value.
      list = curl_slist_append(list, field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
    }
    // libcurl would wait a second for a 100 Continue that GitHub does not send.
    list = curl_slist_append(list, "Expect:")
    // Without one, libcurl calls every body a form.
    if body != nil, headers["Content-Type"] == nil { list = curl_slist_append(list, "Content-Type:") }
    if let bearer {
      var line = Array("Authorization: Bearer ".utf8)
      bearer.withBytes { line.append(contentsOf: $0) }
      line.append(0)
      list = line.withUnsafeBytes { bytes in
        curl_slist_append(list, bytes.baseAddress?.assumingMemoryBound(to: CChar.self))
      }
    }
    return list
  }

  /// Sets everything but headers and callbacks.
  func apply(to handle: UnsafeMutableRawPointer, _ configuration: HTTPClient.Configuration) {
    _ = signalbox_curl_set_string(handle, CURLOPT_URL, url)
    _ = signalbox_curl_set_string(handle, CURLOPT_PROTOCOLS_STR, "http,https")
    // What was checked is what is asked for: no path is shortened on the way.
    _ = signalbox_curl_set_long(handle, CURLOPT_PATH_AS_IS, 1)
    // Timeouts by signal would hit any thread.
    _ = signalbox_curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
    _ = signalbox_curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
    _ = signalbox_curl_set_string(handle, CURLOPT_ACCEPT_ENCODING, "")
    _ = signalbox_curl_set_long(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
    // Wait for a connection that is being made, if requests can share it, instead of making one more. TLS settles that
    // in the handshake; without TLS it would be known only after the first answer, and everybody would wait for that.
    _ = signalbox_curl_set_long(handle, CURLOPT_PIPEWAIT, url.lowercased().hasPrefix("https:") ? 1 : 0)
    _ = signalbox_curl_set_long(handle, CURLOPT_TCP_KEEPALIVE, 1)
    _ = signalbox_curl_set_long(handle, CURLOPT_TIMEOUT_MS, timeout.milliseconds)
    _ = signalbox_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, configuration.connectTimeout.milliseconds)
    _ = signalbox_curl_set_long(handle, CURLOPT_LOW_SPEED_LIMIT, 1)
    _ = signalbox_curl_set_long(
      handle, CURLOPT_LOW_SPEED_TIME, max(1, Int(clamping: configuration.stallTimeout.components.seconds)))
    _ = signalbox_curl_set_offset(handle, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(max(1, responseLimit)))
    if !isRepeatable { _ = signalbox_curl_set_long(handle, CURLOPT_FRESH_CONNECT, 1) }
    if !configuration.usesEnvironmentProxy {
      _ = signalbox_curl_set_string(handle, CURLOPT_PROXY, "")
      _ = signalbox_curl_set_string(handle, CURLOPT_NOPROXY, "*")
    }
    applyMethod(to: handle)
  }

  private func applyMethod(to handle: UnsafeMutableRawPointer) {
    switch method {
    case .get where body == nil:
      _ = signalbox_curl_set_long(handle, CURLOPT_HTTPGET, 1)
      return
    case .head:
      _ = signalbox_curl_set_long(handle, CURLOPT_NOBODY, 1)
      return
    case .delete where body == nil:
      _ = signalbox_curl_set_string(handle, CURLOPT_CUSTOMREQUEST, method.rawValue)
      return
    case .get, .post, .put, .patch, .delete:
      break
    }
    // POST, PUT and PATCH without a body say so with a length of 0, which GitHub wants for PUT.
    let bytes = body ?? Data()
    _ = signalbox_curl_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(bytes.count))
    bytes.withUnsafeBytes { buffer in
      // Copies as many bytes as the size before it says, so the order of the two matters.
      var nothing: UInt8 = 0
      _ = withUnsafeMutableBytes(of: &nothing) { empty in
        signalbox_curl_set_pointer(
          handle, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: buffer.baseAddress) ?? empty.baseAddress)
      }
    }
    _ = signalbox_curl_set_string(handle, CURLOPT_CUSTOMREQUEST, method.rawValue)
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }

  private static func endsField(_ byte: UInt8) -> Bool { byte == 13 || byte == 10 || byte == 0 }
}

extension Duration {
  /// Whole milliseconds, at least one: libcurl takes 0 for "no limit".
  fileprivate var milliseconds: Int {
    let (seconds, attoseconds) = components
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    // 24 days: what a 32-bit count of milliseconds can hold, which libcurl uses inside.
    let limit: Int64 = 2_000_000_000
    guard !overflow, product < limit else { return Int(limit) }
    return Int(max(1, product + attoseconds / 1_000_000_000_000_000))
  }
}
