/// A delivery on its way: everything the courier needs.
package struct OutgoingDelivery: Sendable {
  var id: Int
  var url: String
  var headers: [(name: String, value: String)]
  var body: [UInt8]
}
