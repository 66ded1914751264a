/// A repository's label.
package struct LabelRecord: Sendable, Equatable {
  var id: Int
  var name: String
}
