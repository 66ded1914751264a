/// A request whose body is still coming, for whoever wants no more of it.
package struct OpenBody: Sendable {
  let connection: Connection
  /// Which request of its connection it is: a later one is none of its business.
  let request: Int

  /// Answers and closes the connection. Only within `BodyReader.consume`; the reader is then abandoned.
  package func refuse(with response: Response) {
    connection.endBody(of: request, with: response.closingBytes, wakes: false)
  }

  /// The same from any other thread. False, and nothing happens, once the body is whole or the client gone.
  @discardableResult
  package func giveWay(with response: Response) -> Bool {
    connection.endBody(of: request, with: response.closingBytes, wakes: true)
  }
}
