/// A delivery on its way: everything the courier needs.
package struct OutgoingDelivery: Sendable {
  package var id: Int
  package var url: String
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]
}
